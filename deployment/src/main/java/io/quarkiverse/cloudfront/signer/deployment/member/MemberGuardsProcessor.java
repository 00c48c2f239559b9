package io.quarkiverse.cloudfront.signer.deployment.member;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.GuardsSerializers;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.ObjectMapperGuard;
import io.quarkiverse.cloudfront.signer.runtime.member.jsonb.JsonbGuard;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.CustomWriterBinding;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.MemberWriterBinding;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Adds guards to all code that may write objects with signed fields: body writers, and producers of mappers.
 */
class MemberGuardsProcessor {

    /** Quarkus's JSON writers, of which an application has some or none. They only write to the stream of the request. */
    private static final Set<DotName> WRITERS = Set.of(
            DotName.createSimple(
                    "io.quarkus.resteasy.reactive.jackson.runtime.serialisers.FullyFeaturedServerJacksonMessageBodyWriter"),
            DotName.createSimple(
                    "io.quarkus.resteasy.reactive.jackson.runtime.serialisers.BasicServerJacksonMessageBodyWriter"),
            DotName.createSimple("org.jboss.resteasy.reactive.server.jsonb.JsonbMessageBodyWriter"));

    private static final DotName OUTPUT_STREAM = DotName.createSimple("java.io.OutputStream");
    private static final DotName SERVER_REQUEST = DotName.createSimple(
            "org.jboss.resteasy.reactive.server.spi.ServerRequestContext");

    private static final Set<DotName> MAPPERS = Set.of(DotName.createSimple("com.fasterxml.jackson.databind.ObjectMapper"),
            DotName.createSimple("com.fasterxml.jackson.databind.json.JsonMapper"),
            DotName.createSimple("jakarta.json.bind.Jsonb"));

    @BuildStep
    void bindWriters(MembersBuildItem members, ApplicationSupportBuildItem application,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (members.areThere() && application.hasRest()) {
            transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                    .whenMethod(MemberGuardsProcessor::isWriting)
                    .transform(context -> context.add(WRITERS.contains(
                            context.declaration().asMethod().declaringClass().name()) ? MemberWriterBinding.class
                                    : CustomWriterBinding.class))));
        }
    }

    /**
     * Recognizes the methods by their parameters, regardless of the class or interface that declares them.
     */
    private static boolean isWriting(MethodInfo method) {
        int last = method.parametersCount() - 1;
        return isInterceptable(method) && (method.name().equals("writeTo") && last == 6
                && method.parameterType(last).name().equals(OUTPUT_STREAM)
                || method.name().equals("writeResponse") && last == 2
                        && method.parameterType(last).name().equals(SERVER_REQUEST));
    }

    private static boolean isInterceptable(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        return !type.isInterface() && !method.isSynthetic()
                && (method.flags() & (Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT)) == 0;
    }

    @BuildStep
    void guardMappers(MembersBuildItem members, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (!members.areThere()) {
            return;
        }
        Set<Class<?>> guards = new HashSet<>();
        if (capabilities.isPresent(Capability.JACKSON)) {
            guards.add(ObjectMapperGuard.class);
        }
        if (capabilities.isPresent(Capability.JSONB)) {
            guards.add(JsonbGuard.class);
        }
        if (guards.isEmpty()) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder().addBeanClass(GuardsSerializers.class)
                .addBeanClasses(guards.toArray(Class<?>[]::new)).setUnremovable().build());
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> isInterceptable(method) && MAPPERS.contains(method.returnType().name()))
                .transform(context -> context.add(GuardsSerializers.class))));
    }
}
