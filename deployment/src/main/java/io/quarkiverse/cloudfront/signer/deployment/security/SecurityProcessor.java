package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InheritedBindingsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkiverse.cloudfront.signer.deployment.member.endpoint.MemberEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.security.spi.SecurityTransformerBuildItem;

/**
 * Signing is a privilege: a REST method that signs needs a user, unless the application says who may call it.
 */
class SecurityProcessor {

    @BuildStep
    SignedRestMethodsBuildItem methods(CombinedIndexBuildItem index, InheritedBindingsBuildItem inherited,
            MemberEndpointsBuildItem carrying, ApplicationSupportBuildItem application) {
        return new SignedRestMethodsBuildItem(
                application.hasRest() ? signedRestMethods(index.getIndex(), inherited, carrying) : Set.of());
    }

    @BuildStep
    AccessRulesBuildItem access(CombinedIndexBuildItem combinedIndex, ApplicationSupportBuildItem application,
            Optional<SecurityTransformerBuildItem> security) {
        IndexView index = combinedIndex.getIndex();
        return new AccessRulesBuildItem(new RestEndpoints(index),
                application.hasUsers() && security.isPresent()
                        ? SecurityTransformerBuildItem.createSecurityTransformer(index, security)
                        : null);
    }

    @BuildStep
    void check(CombinedIndexBuildItem combinedIndex, InheritedBindingsBuildItem inherited, MemberEndpointsBuildItem carrying,
            AccessRulesBuildItem access, ApplicationSupportBuildItem application, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<MethodScannerBuildItem> scanners) {
        IndexView index = combinedIndex.getIndex();
        if (index.getAnnotations(DotNames.SIGNED_RESOURCE).isEmpty()) {
            return;
        }
        if (access.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(LoginCheck.class));
        }
        if (application.hasRest()) {
            scanners.produce(new MethodScannerBuildItem(
                    new SignedEndpointScanner(new SignedEndpoints(index, inherited, carrying), access)));
        }
    }

    private static Set<MethodInfo> signedRestMethods(IndexView index, InheritedBindingsBuildItem inherited,
            MemberEndpointsBuildItem carrying) {
        Set<MethodInfo> methods = new TreeSet<>(Comparator.comparing(MethodInfo::toString)
                .thenComparing(method -> method.declaringClass().name()));
        MethodHierarchy overrides = new MethodHierarchy(index);
        methods.addAll(inherited.bindings().keySet());
        carrying.unannotated().forEach((method, answer) -> {
            if (answer == MemberReachability.Answer.YES) {
                methods.add(method);
            }
        });
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                methods.add(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo type = annotation.target().asClass();
                methods.addAll(type.methods());
                overrides.superclasses(type).forEach(superclass -> methods.addAll(superclass.methods()));
                index.getAllKnownSubclasses(type.name()).forEach(subclass -> methods.addAll(subclass.methods()));
            }
        }
        RestEndpoints restMethods = new RestEndpoints(index);
        methods.removeIf(method -> method.declaringClass().isInterface() || method.isSynthetic()
                || !restMethods.isRest(method));
        return methods;
    }
}
