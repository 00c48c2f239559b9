package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DependentModules;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldRules;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldHandler;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.CustomScopeAnnotationsBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.UnwrappedExceptionBuildItem;

/**
 * Processes the fields with {@code @SignedResource}. Adds nothing to an application without such fields.
 */
public class FieldsProcessor {

    /**
     * Indexes all modules whose classes can have signed fields, including those without their own index.
     */
    @BuildStep
    void index(CurateOutcomeBuildItem outcome, BuildProducer<IndexDependencyBuildItem> indexed) {
        for (ResolvedDependency module : DependentModules.of(outcome.getApplicationModel())) {
            indexed.produce(new IndexDependencyBuildItem(module.getGroupId(), module.getArtifactId(),
                    module.getClassifier().isEmpty() ? null : module.getClassifier()));
        }
    }

    @BuildStep
    SignedFieldsBuildItem find(CombinedIndexBuildItem combinedIndex, CustomScopeAnnotationsBuildItem scopes,
            List<BeanDefiningAnnotationBuildItem> beanDefining, Capabilities capabilities,
            ApplicationSupportBuildItem application) {
        IndexView index = combinedIndex.getIndex();
        Set<DotName> defining = new HashSet<>(Set.of(DotNames.PATH));
        beanDefining.forEach(annotation -> defining.add(annotation.getName()));
        SignedFieldsBuildItem found = new FieldFinder(index, type -> scopes.isScopeDeclaredOn(type)
                || defining.stream().anyMatch(type::hasDeclaredAnnotation)).find();
        List<String> problems = new FieldCheck(new ResourceCheck(new RestEndpoints(index), application)).find(found.fields());
        if (found.areThere() && capabilities.isPresent(Capability.RESTEASY_REACTIVE)
                && capabilities.isMissing(Capability.RESTEASY_REACTIVE_JSON_JACKSON)
                && capabilities.isMissing(Capability.RESTEASY_REACTIVE_JSON_JSONB)) {
            problems.add(found.fields().get(0).description() + " has @SignedResource, but fields are signed in JSON, which "
                    + "the application does not write; add quarkus-rest-jackson or quarkus-rest-jsonb");
        }
        return found.withProblems(problems);
    }

    @BuildStep
    FieldEndpointsBuildItem endpoints(SignedFieldsBuildItem fields, CombinedIndexBuildItem index,
            SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application) {
        return fields.areThere() && application.hasRest()
                ? FieldEndpointsBuildItem.find(index.getIndex(), annotations, fields.reachability())
                : new FieldEndpointsBuildItem(fields.reachability());
    }

    /**
     * Also covers entities of exception mappers and other filters, which are not endpoint methods.
     */
    @BuildStep
    void handle(SignedFieldsBuildItem fields, FieldEndpointsBuildItem carrying, ApplicationSupportBuildItem application,
            BuildProducer<MethodScannerBuildItem> scanners, BuildProducer<UnwrappedExceptionBuildItem> unwrapped) {
        if (!application.hasRest()) {
            return;
        }
        unwrapped.produce(new UnwrappedExceptionBuildItem(FieldFailure.class, ExceptionUnwrapStrategy.ALWAYS));
        if (!fields.areThere()) {
            return;
        }
        scanners.produce(new MethodScannerBuildItem(new MethodScanner() {

            @Override
            public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo type,
                    Map<String, Object> context) {
                return carrying.isEndpoint(method)
                        ? List.of(new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_RESPONSE_CREATED,
                                List.of(new FieldHandler())))
                        : List.of();
            }
        }));
    }

    @BuildStep
    void beans(SignedFieldsBuildItem fields, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (fields.areThere()) {
            beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(FieldRules.class, FieldBodies.class).setUnremovable()
                    .build());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(SignedFieldsBuildItem fields, BeanContainerBuildItem container,
            Capabilities capabilities, CloudFrontSignerRecorder recorder, BuildProducer<ServiceStartBuildItem> started) {
        if (!fields.areThere()) {
            return;
        }
        Map<String, FieldTerms> signed = new LinkedHashMap<>();
        fields.fields().forEach(field -> signed.put(field.description(), field.terms()));
        // JSON-B does not call serializers for null, so nobody would know whether a field was written
        recorder.startFields(container.getValue(), signed, fields.reachability().classes(),
                capabilities.isMissing(Capability.JSONB));
        started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-fields"));
    }
}
