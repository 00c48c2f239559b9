package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldStep;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson.ObjectMapperInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldReader;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldWriter;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Has fields signed in the bodies of responses, whoever writes them: all writers of bodies are intercepted, the readers of
 * requests, and all methods that create an {@code ObjectMapper}. Clients of other servers have readers and writers of their
 * own.
 */
class FieldBodiesProcessor {

    private static final Logger LOG = Logger.getLogger(FieldBodiesProcessor.class);

    private static final DotName INPUT_STREAM = DotName.createSimple("java.io.InputStream");
    private static final DotName OUTPUT_STREAM = DotName.createSimple("java.io.OutputStream");
    private static final DotName SERVER_REQUEST = DotName.createSimple(
            "org.jboss.resteasy.reactive.server.spi.ServerRequestContext");
    private static final DotName SERVER_READER = DotName.createSimple(
            "org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader");
    private static final String GENERATED_SERIALIZERS = "io.quarkus.resteasy.reactive.jackson.runtime.serialisers."
            + "GeneratedSerializersRegister";
    private static final String REFLECTION_FREE = "quarkus.rest.jackson.optimization.enable-reflection-free-serializers";
    private static final Set<DotName> MAPPERS = Set.of(DotName.createSimple("com.fasterxml.jackson.databind.ObjectMapper"),
            DotName.createSimple("com.fasterxml.jackson.databind.json.JsonMapper"));

    @BuildStep
    void bindBodies(SignedFieldsBuildItem fields, ApplicationSupportBuildItem application,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (fields.areThere() && application.hasRest()) {
            beans.produce(AdditionalBeanBuildItem.builder()
                    .addBeanClasses(FieldStep.class, FieldWriter.class, FieldReader.class).setUnremovable().build());
            transformers.produce(bind(FieldBodiesProcessor::isWriting, FieldStep.Kind.WRITE));
            transformers.produce(bind(FieldBodiesProcessor::isReading, FieldStep.Kind.READ));
        }
    }

    @BuildStep
    void bindMappers(SignedFieldsBuildItem fields, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers, BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (fields.areThere() && capabilities.isPresent(Capability.JACKSON)) {
            beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(FieldStep.class, ObjectMapperInterceptor.class)
                    .setUnremovable().build());
            transformers.produce(bind(method -> MAPPERS.contains(method.returnType().name()), FieldStep.Kind.MAPPER));
            // these serializers know no annotations of fields
            excluded.produce(new ExcludedTypeBuildItem(GENERATED_SERIALIZERS));
            if (ConfigProvider.getConfig().getOptionalValue(REFLECTION_FREE, Boolean.class).orElse(false)) {
                LOG.infof("%s has no effect, because the application has fields with @SignedResource", REFLECTION_FREE);
            }
        }
    }

    private static AnnotationsTransformerBuildItem bind(Predicate<MethodInfo> methods, FieldStep.Kind kind) {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> isInterceptable(method) && methods.test(method))
                .transform(context -> context.add(AnnotationInstance.builder(FieldStep.class).value(kind)
                        .buildWithTarget(context.declaration()))));
    }

    /**
     * Recognizes the methods by their parameters, regardless of the class or interface that declares them.
     */
    private static boolean isWriting(MethodInfo method) {
        return method.name().equals("writeTo") && isLast(method, 7, OUTPUT_STREAM)
                || method.name().equals("writeResponse") && isLast(method, 3, SERVER_REQUEST);
    }

    private static boolean isReading(MethodInfo method) {
        return method.name().equals("readFrom") && (isLast(method, 4, SERVER_REQUEST)
                || isLast(method, 6, INPUT_STREAM) && method.declaringClass().interfaceNames().contains(SERVER_READER));
    }

    private static boolean isLast(MethodInfo method, int parameters, DotName type) {
        return method.parametersCount() == parameters && method.parameterType(parameters - 1).name().equals(type);
    }

    private static boolean isInterceptable(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        return !type.isInterface() && !method.isSynthetic()
                && (method.flags() & (Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT)) == 0;
    }
}
