package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DependentModules;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.member.MemberRegistry;
import io.quarkiverse.cloudfront.signer.runtime.member.SignedAccessors;
import io.quarkiverse.cloudfront.signer.runtime.member.SignedMember;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.MemberMapperCustomizer;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.CustomWriterBinding;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.MemberWriter;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.MemberWriterBinding;
import io.quarkiverse.cloudfront.signer.runtime.rest.member.UnknownWriterGuard;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ServedRequests;
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
public class MembersProcessor {

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
    MembersBuildItem find(CombinedIndexBuildItem combinedIndex, CustomScopeAnnotationsBuildItem scopes,
            List<BeanDefiningAnnotationBuildItem> beanDefining, Capabilities capabilities,
            ApplicationSupportBuildItem application) {
        IndexView index = combinedIndex.getIndex();
        Set<DotName> defining = new HashSet<>(Set.of(DotNames.PATH));
        beanDefining.forEach(annotation -> defining.add(annotation.getName()));
        MembersBuildItem found = new MemberFinder(index, type -> scopes.isScopeDeclaredOn(type)
                || defining.stream().anyMatch(type::hasDeclaredAnnotation)).find();
        List<String> problems = new ArrayList<>(found.problems());
        problems.addAll(
                new MemberCheck(index, found.members(), new ResourceCheck(new RestEndpoints(index), application)).find());
        if (found.areThere() && capabilities.isPresent(Capability.RESTEASY_REACTIVE)
                && capabilities.isMissing(Capability.RESTEASY_REACTIVE_JSON_JACKSON)
                && capabilities.isMissing(Capability.RESTEASY_REACTIVE_JSON_JSONB)) {
            problems.add(found.members().get(0).description() + " has @SignedResource, but fields are signed in JSON, which "
                    + "the application does not write; add quarkus-rest-jackson or quarkus-rest-jsonb");
        }
        return new MembersBuildItem(found.members(), found.annotated(), problems);
    }

    @BuildStep
    void beans(MembersBuildItem members, ApplicationSupportBuildItem application, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.JACKSON)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(MemberMapperCustomizer.class));
        }
        if (!members.areThere()) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder()
                .addBeanClasses(MemberRegistry.class, WriteContexts.class, ServedRequests.class)
                .setUnremovable().build());
        if (application.hasRest()) {
            beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(MemberWriter.class, MemberWriterBinding.class,
                    UnknownWriterGuard.class, CustomWriterBinding.class).setUnremovable().build());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(MembersBuildItem members, CombinedIndexBuildItem index, BeanContainerBuildItem container,
            CloudFrontSignerRecorder recorder, BuildProducer<ServiceStartBuildItem> started) {
        if (!members.areThere()) {
            return;
        }
        List<SignedMember> signed = new ArrayList<>();
        for (Member member : members.members()) {
            SignedResourceElements elements = member.elements();
            signed.add(new SignedMember(member.description(), member.signer(), elements.resource(), elements.expiresIn(),
                    elements.bindToIp(), elements.staticPlaylist(), accessors(member)));
        }
        Collection<String> classes = new DataObjectClasses(index.getIndex()).of(members.members());
        recorder.startMembers(container.getValue(), signed, List.copyOf(classes));
        started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-members"));
    }

    private static List<String> accessors(Member member) {
        List<String> names = new ArrayList<>();
        for (Member.Accessor accessor : member.accessors()) {
            names.add(SignedAccessors.name(accessor.owner().name().toString(), accessor.name(), accessor.isField()));
        }
        return names;
    }
}
