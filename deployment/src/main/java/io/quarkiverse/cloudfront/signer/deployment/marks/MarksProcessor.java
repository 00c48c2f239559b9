package io.quarkiverse.cloudfront.signer.deployment.marks;

import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.FilterPriorities;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig.RevokeOn;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.user.UserMarks;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.deployment.FilterBuildItem;

/**
 * Adds the beans that create marks and revoke logins. Without these beans, signers do not add marks.
 */
class MarksProcessor {

    /**
     * The package of the logout beans, which are given by name, because applications without quarkus-oidc do not have the
     * classes that they use.
     */
    private static final String LOGOUTS = "io.quarkiverse.cloudfront.signer.runtime.logout.";
    private static final String VETO = "io.quarkiverse.cloudfront.signer.runtime.intent.LogoutVeto";
    private static final String PROVIDERS = "io.quarkiverse.cloudfront.signer.runtime.user.OidcProviderCheck";

    @BuildStep
    void beans(CloudFrontSignerBuildTimeConfig config, ApplicationSupportBuildItem application, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<UnremovableBeanBuildItem> unremovable) {
        if (config.marks().enabled() && application.signs()) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                    .addBeanClasses(UserMarks.class, Revocations.class).build());
            unremovable.produce(UnremovableBeanBuildItem.beanTypes(RevocationStore.class));
            if (capabilities.isPresent(Capability.OIDC)) {
                beans.produce(AdditionalBeanBuildItem.unremovableOf(PROVIDERS));
            }
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Produce(ServiceStartBuildItem.class)
    void knowUsers(CloudFrontSignerBuildTimeConfig config, ApplicationSupportBuildItem application,
            BeanContainerBuildItem container, CloudFrontSignerRecorder recorder) {
        if (config.marks().enabled() && application.signs() && application.hasUsers()) {
            recorder.useSubjects(container.getValue());
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void revokeAtLogout(CloudFrontSignerBuildTimeConfig config, ApplicationSupportBuildItem application,
            Capabilities capabilities, CloudFrontSignerRecorder recorder, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<FilterBuildItem> filters) {
        Set<RevokeOn> events = config.marks().revokeOn().orElse(Set.of());
        if (events.isEmpty() || !config.marks().enabled() || !application.signs()) {
            return;
        }
        if (!capabilities.isPresent(Capability.OIDC)) {
            throw new ConfigurationException(
                    "quarkus.cloudfront-signer.marks.revoke-on requires quarkus-oidc. Add that extension, "
                            + "or call Grants.revoke where the application logs a user out");
        }
        if (events.contains(RevokeOn.LOGOUT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(LOGOUTS + "LogoutRevocation"));
            beans.produce(AdditionalBeanBuildItem.unremovableOf(VETO));
        }
        if (events.contains(RevokeOn.BACK_CHANNEL_LOGOUT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(LOGOUTS + "BackChannelRevocation"));
            filters.produce(new FilterBuildItem(recorder.backChannelRequests(), FilterPriorities.BEFORE_AUTHENTICATION));
        }
    }

    /**
     * Ensures that only users themselves can revoke their logins with a logout, by refusing logouts that other sites request.
     * Gates also have this filter, for their own pages.
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void requireIntent(CloudFrontSignerBuildTimeConfig config, List<AccessPointBuildItem> accessPoints,
            CloudFrontSignerRecorder recorder, BuildProducer<FilterBuildItem> filters) {
        if (accessPoints.isEmpty() && config.marks().revokeOn().orElse(Set.of()).contains(RevokeOn.LOGOUT)) {
            filters.produce(new FilterBuildItem(recorder.intentFilter(), FilterPriorities.BEFORE_AUTHENTICATION + 10));
        }
    }
}
