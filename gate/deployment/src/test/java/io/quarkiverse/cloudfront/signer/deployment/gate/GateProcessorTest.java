package io.quarkiverse.cloudfront.signer.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig.MetricsConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GatesBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GatesBuildTimeConfig.LogoutConfig;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class GateProcessorTest {

    private static final GateInfo GATE = new GateInfo("<default>", "the gate", "/private-access", "/*", List.of(), "<default>",
            Optional.empty(), "/");
    private static final GatesBuildItem GATES = new GatesBuildItem(List.of(GATE));

    private static List<NativeImageResourcePatternsBuildItem> files(GateInfo... gates) {
        List<NativeImageResourcePatternsBuildItem> items = new ArrayList<>();
        new GateProcessor().files(new GatesBuildItem(List.of(gates)), items::add);
        return items;
    }

    /** Otherwise, a native executable does not start. */
    @Test
    void filesOfGates_areInNativeExecutables() {
        assertThat(files()).isEmpty();
        assertThat(files(GATE)).singleElement().satisfies(item -> {
            for (String file : List.of("denied.html", "denied.js", "gate.css", "logged-out.html", "refused.html", "renew.js")) {
                String resource = "META-INF/cloudfront-signer/gate/" + file;
                assertThat(GateInfo.class.getClassLoader().getResource(resource)).as(resource).isNotNull();
                assertThat(item.getIncludePatterns()).anyMatch(resource::matches);
            }
        });
    }

    /** Dev UI and the set-up of AWS show it. */
    @Test
    void accessPoint_hasWhatIsConfigured() {
        GatesBuildTimeConfig config = new SmallRyeConfigBuilder().withMapping(GatesBuildTimeConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("quarkus.cloudfront-signer.gate.\"docs\".resource", "/docs/*",
                        "quarkus.cloudfront-signer.gate.\"docs\".path", "/docs-access",
                        "quarkus.cloudfront-signer.gate.\"docs\".signer", "media",
                        "quarkus.cloudfront-signer.gate.\"docs\".expires-in", "PT30S",
                        "quarkus.cloudfront-signer.gate.\"docs\".roles-allowed", "author,reader",
                        "quarkus.cloudfront-signer.gate.\"docs\".pages", "html",
                        "quarkus.cloudfront-signer.gate.\"docs\".not-found", "/docs/404.html"), "configured", 300))
                .build().getConfigMapping(GatesBuildTimeConfig.class);
        GateProcessor processor = new GateProcessor();
        List<AccessPointBuildItem> points = new ArrayList<>();
        processor.accessPoints(processor.read(config, new HttpRootPathBuildItem("/app")), config, points::add);

        assertThat(points).extracting(AccessPointBuildItem::point)
                .containsExactly(new AccessPoint("quarkus.cloudfront-signer.gate.\"docs\".resource", "/app/docs-access/login",
                        "/app/docs-access/*", "/app/docs-access/denied", "media", "/docs/*", "PT30S", "roles: author, reader",
                        "/docs/", "html", Optional.of("/docs/404.html")));
    }

    private static boolean hasMetrics(GatesBuildItem gates, boolean enabled, String supported) {
        List<AdditionalBeanBuildItem> beans = new ArrayList<>();
        CloudFrontSignerBuildTimeConfig config = of(CloudFrontSignerBuildTimeConfig.class,
                of(MetricsConfig.class, enabled));
        new GateProcessor().metrics(gates, config, Optional.of(new MetricsCapabilityBuildItem(supported::equals)), beans::add);
        return !beans.isEmpty();
    }

    /** A configuration in which each property has this value. */
    private static <T> T of(Class<T> type, Object value) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> value));
    }

    @Test
    void metrics_canBeDisabled() {
        assertThat(hasMetrics(GATES, true, MetricsFactory.MICROMETER)).isTrue();
        assertThat(hasMetrics(GATES, false, MetricsFactory.MICROMETER)).isFalse();
        assertThat(hasMetrics(GATES, true, "another system")).isFalse();
        assertThat(hasMetrics(new GatesBuildItem(List.of()), true, MetricsFactory.MICROMETER)).isFalse();
    }

    /** quarkus-oidc does not start a service with this property, and reads the type in any case. */
    @ParameterizedTest
    @ValueSource(strings = { "service", "SERVICE" })
    void session_isNotRefreshedByAService(String type) {
        Map<String, String> defaults = new HashMap<>();
        GatesBuildTimeConfig config = of(GatesBuildTimeConfig.class, of(LogoutConfig.class, Optional.empty()));
        new GateProcessor().defaults(GATES, config, new Capabilities(Set.of(Capability.OIDC)),
                each -> defaults.put(each.getKey(), each.getValue()));

        String refresh = "quarkus.oidc.token.refresh-token-time-skew";
        assertThat(value(refresh, defaults, Map.of("quarkus.oidc.application-type", type))).isEmpty();
        assertThat(value(refresh, defaults, Map.of())).isEmpty();
        assertThat(value(refresh, defaults, Map.of("quarkus.oidc.application-type", "web-app"))).contains("2m");
    }

    private static Optional<String> value(String name, Map<String, String> defaults, Map<String, String> configured) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(configured, "configured", 300),
                        new PropertiesConfigSource(defaults, "defaults", 100))
                .build().getOptionalValue(name, String.class);
    }
}
