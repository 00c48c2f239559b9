package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.BuiltInLogin;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.FilterPriorities;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.JwtReader;
import io.quarkiverse.cloudfront.signer.runtime.user.NextUserFilter;
import io.quarkiverse.cloudfront.signer.runtime.user.OidcReader;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CurrentGrants;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.vertx.http.deployment.FilterBuildItem;
import io.quarkus.vertx.http.deployment.PreRouterFinalizationBuildItem;
import io.quarkus.vertx.http.deployment.VertxWebRouterBuildItem;

/**
 * Prepares users and their sessions, on which grants depend.
 */
class UsersProcessor {

    @BuildStep
    void beans(ApplicationSupportBuildItem application, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (!application.signs()) {
            return;
        }
        beans.produce(new AdditionalBeanBuildItem(Viewers.class, CurrentGrants.class));
        if (application.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(IdentityUsers.class));
        }
        if (application.hasClaims()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(JwtReader.class));
        }
        if (capabilities.isPresent(Capability.OIDC)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(OidcReader.class));
        }
    }

    /**
     * Adds the filter that clears the cookies of a browser's former user.
     */
    @BuildStep
    void watchUsers(SignedAnnotationsBuildItem annotations, List<AccessPointBuildItem> accessPoints,
            ApplicationSupportBuildItem application, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (watchesUsers(application, annotations, accessPoints)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(NextUserFilter.class));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void installNextUserFilter(SignedAnnotationsBuildItem annotations, List<AccessPointBuildItem> accessPoints,
            ApplicationSupportBuildItem application, BeanContainerBuildItem container, CloudFrontSignerRecorder recorder,
            BuildProducer<FilterBuildItem> filters) {
        if (watchesUsers(application, annotations, accessPoints)) {
            // runs after the other filters with this priority, because the hooks of responses run in reverse order
            filters.produce(new FilterBuildItem(recorder.nextUserFilter(container.getValue()),
                    FilterPriorities.BEFORE_AUTHENTICATION - 1));
        }
    }

    private static boolean watchesUsers(ApplicationSupportBuildItem application, SignedAnnotationsBuildItem annotations,
            List<AccessPointBuildItem> accessPoints) {
        return application.hasUsers() && (annotations.deliverCookies() || !accessPoints.isEmpty());
    }

    /**
     * Avoids inspecting identities if no user can have a token. Only the build can determine this.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void forgoTokens(SynthesisFinishedBuildItem beans, ApplicationSupportBuildItem application,
            BeanContainerBuildItem container, CloudFrontSignerRecorder recorder) {
        if (application.hasUsers() && application.signs() && BuiltInLogin.isTheOnly(beans)) {
            recorder.forgoTokens(container.getValue());
        }
    }

    /**
     * Observes sessions, but only if the application sets cookies.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void watchSessions(SignedAnnotationsBuildItem annotations, List<AccessPointBuildItem> accessPoints,
            Capabilities capabilities, CloudFrontSignerRecorder recorder, BuildProducer<FilterBuildItem> filters) {
        if (capabilities.isPresent(Capability.OIDC) && (annotations.deliverCookies() || !accessPoints.isEmpty())) {
            filters.produce(new FilterBuildItem(recorder.oidcSessionWatch(), FilterPriorities.BEFORE_AUTHENTICATION));
        }
    }

    /**
     * Limits the caching of responses for which the application signs. Runs after all other code has set their headers.
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Produce(PreRouterFinalizationBuildItem.class)
    void writeHeadersLast(SignedAnnotationsBuildItem annotations, List<AccessPointBuildItem> accessPoints,
            Optional<TemplateUsesBuildItem> templates, VertxWebRouterBuildItem router, CloudFrontSignerRecorder recorder) {
        if (annotations.areThere() || !accessPoints.isEmpty()
                || templates.filter(each -> !each.uses().isEmpty()).isPresent()) {
            recorder.writeHeadersLast(router.getHttpRouter());
        }
    }
}
