package io.quarkiverse.cloudfront.signer.deployment.gate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.FilterPriorities;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateRecorder;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateRoutes;
import io.quarkiverse.cloudfront.signer.runtime.gate.Gates;
import io.quarkiverse.cloudfront.signer.runtime.gate.OidcGateSession;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GateConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GatesBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.SiteData;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.vertx.http.deployment.FilterBuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.RouteBuildItem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Adds the pages of gates to the application.
 */
class GateProcessor {

    /** Before the authentication, because quarkus-oidc answers some requests itself. */
    private static final int FIRST = FilterPriorities.BEFORE_AUTHENTICATION + 10;
    private static final int BEFORE_FIRST = FIRST + 10;

    private static final List<String> BEANS_WITH_OIDC = List.of("io.quarkiverse.cloudfront.signer.runtime.gate.FreshLogin",
            "io.quarkiverse.cloudfront.signer.runtime.intent.OidcTenants",
            "io.quarkiverse.cloudfront.signer.runtime.intent.LogoutVeto");

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("cloudfront-signer-gate");
    }

    @BuildStep
    GatesBuildItem read(GatesBuildTimeConfig config, HttpRootPathBuildItem root) {
        return new GatesBuildItem(new GateReader(root).read(config));
    }

    @BuildStep
    void accessPoints(GatesBuildItem gates, GatesBuildTimeConfig config, BuildProducer<AccessPointBuildItem> points) {
        gates.gates().forEach(gate -> points
                .produce(new AccessPointBuildItem(accessPoint(gate, GateReader.properties(config, gate)))));
    }

    private static AccessPoint accessPoint(GateInfo gate, GateConfig config) {
        return new AccessPoint(gate.description(), gate.path() + "/login", gate.path() + "/*", gate.path() + "/denied",
                gate.signer(), gate.resource(), gate.expiresIn().map(Duration::toString).orElse(""),
                gate.rolesAllowed().isEmpty() ? "users who have logged in"
                        : "roles: " + String.join(", ", gate.rolesAllowed()),
                gate.prefix(), config.pages().name().toLowerCase(Locale.ROOT), config.notFound());
    }

    @BuildStep
    void check(GatesBuildTimeConfig config, GatesBuildItem gates, ApplicationSupportBuildItem application,
            CombinedIndexBuildItem combinedIndex, HttpRootPathBuildItem root,
            BuildProducer<ValidationErrorBuildItem> errors) {
        BuildProblems problems = new BuildProblems();
        ResourceCheck resources = new ResourceCheck(new RestEndpoints(combinedIndex.getIndex()), application);
        new GateCheck(resources, root, application.hasUsers(), problems).check(config, gates.gates());
        problems.report("The gate cannot be built", errors);
    }

    @BuildStep
    void metrics(GatesBuildItem gates, CloudFrontSignerBuildTimeConfig config, Optional<MetricsCapabilityBuildItem> metrics,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (gates.areThere() && config.metrics().enabled()
                && metrics.filter(found -> found.metricsSupported(MetricsFactory.MICROMETER)).isPresent()) {
            // by name, because not all applications have Micrometer
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateMetrics"));
        }
    }

    @BuildStep
    void beans(GatesBuildItem gates, ApplicationSupportBuildItem application, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (gates.areThere() && application.hasUsers()) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                    .addBeanClasses(Gates.class, GateCallers.class, GateRoutes.class).build());
            if (capabilities.isPresent(Capability.OIDC)) {
                beans.produce(AdditionalBeanBuildItem.unremovableOf(OidcGateSession.class));
                // by name, because they use classes of quarkus-oidc
                BEANS_WITH_OIDC.forEach(bean -> beans.produce(AdditionalBeanBuildItem.unremovableOf(bean)));
            }
        }
    }

    @BuildStep
    void files(GatesBuildItem gates, BuildProducer<NativeImageResourcePatternsBuildItem> resources) {
        if (gates.areThere()) {
            resources.produce(NativeImageResourcePatternsBuildItem.builder()
                    .includeGlob("META-INF/cloudfront-signer/gate/*").build());
        }
    }

    /**
     * Sets defaults, over which the properties of the application take precedence. With quarkus-oidc, a login with its own
     * redirect path returns to the page that was requested. Tokens are refreshed early, because a grant cannot be renewed
     * without a new token. The logout is permitted regardless of what the application requires for all of its paths, because
     * viewers whose session has ended also need it.
     */
    @BuildStep
    void defaults(GatesBuildItem gates, GatesBuildTimeConfig config, Capabilities capabilities,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (!gates.areThere()) {
            return;
        }
        BiConsumer<String, String> set = (name, value) -> defaults
                .produce(new RunTimeConfigurationDefaultBuildItem(name, value));
        if (capabilities.isPresent(Capability.OIDC)) {
            set.accept("quarkus.oidc.authentication.restore-path-after-redirect", "true");
            // a third of the five minutes for which Keycloak's ID tokens are valid, plus time for a tab in the background. Not
            // for the application type service, with which quarkus-oidc would not start, and which is only known at run time
            set.accept("quarkus.oidc.token.refresh-token-time-skew",
                    "${cloudfront-signer.gate.refresh.${quarkus.oidc.application-type:${quarkus.oidc.provider:service}}:2m}");
            List.of("service", "SERVICE").forEach(type -> set.accept("cloudfront-signer.gate.refresh." + type, ""));
            config.logout().clear().ifPresent(data -> set.accept("quarkus.oidc.logout.clear-site-data",
                    data.stream().map(SiteData::directive).collect(Collectors.joining(","))));
        }
        String permission = "quarkus.http.auth.permission.cloudfront-signer-gate.";
        set.accept(permission + "paths",
                gates.paths().stream().map(path -> path + "/logout").collect(Collectors.joining(",")));
        set.accept(permission + "policy", "permit");
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void routes(GatesBuildItem gates, GatesBuildTimeConfig config, ApplicationSupportBuildItem application,
            BeanContainerBuildItem container, HttpRootPathBuildItem root, GateRecorder recorder,
            BuildProducer<RouteBuildItem> routes, BuildProducer<FilterBuildItem> filters) {
        if (!gates.areThere()) {
            recorder.reportNone();
        }
        if (!gates.areThere() || !application.hasUsers()) {
            return;
        }
        String clear = SiteData.header(config.logout().clear().orElse(Set.of()));
        recorder.prepare(container.getValue(), gates.gates());
        for (String path : gates.paths()) {
            routes.produce(route(root, path + "/login", recorder.login(container.getValue(), path)));
            routes.produce(route(root, path + "/renew", recorder.renew(container.getValue(), path)));
            routes.produce(route(root, path + "/logout", recorder.logout(container.getValue(), path, clear)));
        }
        List<String> paths = List.copyOf(gates.paths());
        filters.produce(new FilterBuildItem(recorder.files(paths), BEFORE_FIRST));
        filters.produce(new FilterBuildItem(recorder.intentFilter(paths), FIRST));
        filters.produce(new FilterBuildItem(recorder.authenticationFilter(paths),
                FilterPriorities.BEFORE_AUTHENTICATION));
        filters.produce(FilterBuildItem.ofAuthenticationFailureHandler(recorder.logoutFailure()));
        filters.produce(new FilterBuildItem(recorder.pendingLoginFilter(container.getValue(), paths),
                FilterPriorities.AFTER_AUTHORIZATION));
        filters.produce(new FilterBuildItem(recorder.renewalFilter(container.getValue()),
                FilterPriorities.AFTER_AUTHORIZATION));
    }

    private static RouteBuildItem route(HttpRootPathBuildItem root, String path, Handler<RoutingContext> handler) {
        return root.routeBuilder().route(path).handler(handler).build();
    }
}
