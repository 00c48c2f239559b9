package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.SignedEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldPlacements;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.method.SignedMethodsBuildItem.SignedMethod;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoadInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoadInterceptor.LoadsCache;
import io.quarkiverse.cloudfront.signer.runtime.cache.CacheLoads;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.delivery.SignableType;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedResourceInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ForwardedAddressRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BuildExtension;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import io.quarkus.resteasy.reactive.spi.GeneratedJaxRsResourceBuildItem;

/**
 * Finds the methods with {@code @SignedResource}, binds the interceptor to them, and refuses methods that it could not sign.
 */
class SignedMethodsProcessor {

    @BuildStep
    SignedAnnotationsBuildItem annotations(CombinedIndexBuildItem index) {
        return new SignedAnnotationsBuildItem(index.getIndex());
    }

    @BuildStep
    void bind(SignedAnnotationsBuildItem annotations, FieldEndpointsBuildItem carrying,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        Map<MethodInfo, AnnotationInstance> bindings = new HashMap<>(annotations.inherited());
        for (MethodInfo method : carrying.unannotated().keySet()) {
            bindings.put(method, AnnotationInstance.builder(DotNames.SIGNED_RESOURCE).buildWithTarget(method));
        }
        if (!bindings.isEmpty()) {
            transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                    .whenMethod(bindings::containsKey)
                    .transform(context -> context.add(bindings.get(context.declaration().asMethod())))));
        }
    }

    /**
     * Removes the annotations that Kotlin's compiler copies to static methods, which Quarkus would intercept, too.
     */
    @BuildStep
    AnnotationsTransformerBuildItem removeCopies() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)
                        && KotlinFunctions.isCompatibilityClass(method.declaringClass()))
                .transform(context -> context.remove(annotation -> annotation.name().equals(DotNames.SIGNED_RESOURCE))));
    }

    /**
     * Adds the interceptor. Applications without the annotation do not get anything, not even an unused bean.
     */
    @BuildStep
    void interceptor(SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application,
            CombinedIndexBuildItem index, McpMethodsBuildItem mcp, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (annotations.areThere()) {
            beans.produce(AdditionalBeanBuildItem.builder()
                    .addBeanClasses(SignedResourceInterceptor.class, SignedMethods.class).setUnremovable().build());
            if (application.hasCoroutines()) {
                // given by name, because not all applications have Kotlin
                beans.produce(AdditionalBeanBuildItem
                        .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.kotlin.KotlinCoroutines"));
            }
            if (mcp.areIn(index.getIndex())) {
                beans.produce(AdditionalBeanBuildItem
                        .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.mcp.McpResourceLinks"));
            }
        }
    }

    /**
     * Registers links for reflection. quarkus-mcp-server registers only the other types of content, so a link would have
     * neither a URI nor a name.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void registerLinks(McpMethodsBuildItem mcp, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveClassBuildItem> reflection) {
        if (mcp.areIn(index.getIndex())) {
            reflection.produce(ReflectiveClassBuildItem.builder(SignableType.LINK.declared().get(0)).methods()
                    .reason("the link of an MCP tool").build());
        }
    }

    /**
     * Detects signing while a method with {@code @CacheResult} runs. This needs a separate binding, because quarkus-cache reads
     * the cache's name from each {@code @CacheResult}.
     */
    @BuildStep
    void cacheLoads(SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application,
            CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (application.mayUse(annotations.areThere())
                && !index.getIndex().getAnnotations(DotNames.CACHE_RESULT).isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.builder()
                    .addBeanClasses(LoadsCache.class, CacheLoadInterceptor.class, CacheLoads.class).setUnremovable().build());
            transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                    .whenMethod(method -> method.hasDeclaredAnnotation(DotNames.CACHE_RESULT))
                    .transform(context -> context.add(
                            AnnotationInstance.builder(LoadsCache.class).buildWithTarget(context.declaration())))));
        }
    }

    @BuildStep
    SignedApplication.Item application(ValidationPhaseBuildItem validation, CombinedIndexBuildItem index,
            ApplicationSupportBuildItem support, McpMethodsBuildItem mcp, SignedFieldsBuildItem fields,
            FieldEndpointsBuildItem carrying, SignedAnnotationsBuildItem annotations, SignedEndpointsBuildItem endpoints,
            AccessRulesBuildItem access, CloudFrontSignerBuildTimeConfig config, LaunchModeBuildItem mode,
            Capabilities capabilities, List<GeneratedJaxRsResourceBuildItem> generated) {
        Collection<BeanInfo> beans = validation.getContext().beans().classBeans().collect();
        boolean classicRest = !support.hasRest() && capabilities.isPresent(Capability.RESTEASY);
        return new SignedApplication.Item(new SignedApplication(index.getIndex(), support, classicRest, mcp, annotations,
                boundMethods(beans), fields, carrying, endpoints, access, beans,
                validation.getContext().get(BuildExtension.Key.REMOVED_BEANS), generated,
                new RestEndpoints(index.getIndex()), new FieldPlacements(carrying, fields, access::needsLogin),
                config.allowAnonymous(), mode.getLaunchMode()));
    }

    @BuildStep
    SignedMethodsBuildItem find(SignedApplication.Item found, BuildProducer<ValidationErrorBuildItem> errors) {
        BuildProblems problems = new BuildProblems();
        SignedMethodReader reader = new SignedMethodReader(found.application, problems);
        SortedMap<String, SignedMethod> methods = new TreeMap<>();
        found.application.bound().forEach(method -> methods.put(method.name(), new SignedMethod(method, reader.read(method))));
        SigningRule.ALL.forEach(rule -> rule.check(found.application, problems));
        problems.report(errors);
        return new SignedMethodsBuildItem(methods);
    }

    private static List<InterceptedMethod> boundMethods(Collection<BeanInfo> beans) {
        List<InterceptedMethod> bound = new ArrayList<>();
        beans.forEach(bean -> bean.getInterceptedMethodsBindings().forEach((method, bindings) -> bindings.stream()
                .filter(binding -> binding.name().equals(DotNames.SIGNED_RESOURCE))
                .forEach(binding -> bound.add(new InterceptedMethod(bean, method, binding)))));
        return bound;
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(SignedMethodsBuildItem methods, BeanContainerBuildItem container, CloudFrontSignerRecorder recorder,
            BuildProducer<ServiceStartBuildItem> started) {
        if (methods.areThere()) {
            recorder.startSignedMethods(container.getValue(), methods.infos());
            started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-methods"));
        }
    }

    /**
     * Makes the application check its proxy settings at start-up, if a viewer's address is signed.
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void checkForwarding(SignedMethodsBuildItem methods, SignedFieldsBuildItem fields, ForwardedAddressRecorder recorder) {
        Stream.concat(methods.methods().stream().map(SignedMethod::info).filter(info -> info.elements().bindToIp())
                .map(SignedMethodInfo::description),
                fields.fields().stream().filter(field -> field.elements().bindToIp()).map(AnnotatedField::description))
                .findFirst().ifPresent(recorder::check);
    }
}
