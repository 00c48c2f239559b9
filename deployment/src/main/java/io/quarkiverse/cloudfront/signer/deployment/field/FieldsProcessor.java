package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DependentModules;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldRules;
import io.quarkiverse.cloudfront.signer.runtime.field.SignedField;
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
        List<SignedField> signed = new ArrayList<>();
        for (AnnotatedField field : fields.fields()) {
            signed.add(new SignedField(field.owner().name().toString(), field.name(), field.terms()));
        }
        // JSON-B does not call serializers for null, so nobody would know whether a field was written
        recorder.startFields(container.getValue(), signed, fields.reachability().classes(),
                capabilities.isMissing(Capability.JSONB));
        started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-fields"));
    }
}
