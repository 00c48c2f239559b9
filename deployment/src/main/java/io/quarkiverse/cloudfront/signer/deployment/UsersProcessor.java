package io.quarkiverse.cloudfront.signer.deployment;

import org.jboss.jandex.AnnotationInstance;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.security.IdentityUsers;
import io.quarkiverse.cloudfront.signer.runtime.security.JwtReader;
import io.quarkiverse.cloudfront.signer.runtime.security.OidcReader;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CurrentGrantedCookies;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.vertx.http.deployment.FilterBuildItem;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;

/**
 * Users and their sessions, on which grants depend.
 */
class UsersProcessor {

    /** Before authentication, which may answer a request all by itself. */
    private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION + 50;

    private static final int BEFORE_ALL = Integer.MAX_VALUE;

    @BuildStep
    UserSupportBuildItem support(Capabilities capabilities) {
        return new UserSupportBuildItem(capabilities.isPresent(Capability.SECURITY),
                capabilities.isPresent(Capability.OIDC) || capabilities.isPresent(Capability.JWT));
    }

    @BuildStep
    void beans(UserSupportBuildItem support, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        beans.produce(new AdditionalBeanBuildItem(Viewers.class, CurrentGrantedCookies.class));
        if (support.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(IdentityUsers.class));
        }
        if (support.hasTokens()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(JwtReader.class));
        }
        if (capabilities.isPresent(Capability.OIDC)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(OidcReader.class));
        }
    }

    /**
     * Where no method sets cookies there is nothing to take back, and no request is looked at.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void watchResponses(CombinedIndexBuildItem index, Capabilities capabilities, CloudFrontSignerRecorder recorder,
            BuildProducer<FilterBuildItem> filters) {
        if (index.getIndex().getAnnotations(DotNames.SIGNED_RESOURCE).stream().anyMatch(UsersProcessor::deliversCookies)) {
            filters.produce(new FilterBuildItem(recorder.lastHeaders(), BEFORE_ALL));
            if (capabilities.isPresent(Capability.OIDC)) {
                filters.produce(new FilterBuildItem(recorder.oidcSessionWatch(), BEFORE_AUTHENTICATION));
            }
        }
    }

    private static boolean deliversCookies(AnnotationInstance annotation) {
        return SignedResourceInstance.of(annotation).delivery() == Delivery.COOKIES;
    }
}
