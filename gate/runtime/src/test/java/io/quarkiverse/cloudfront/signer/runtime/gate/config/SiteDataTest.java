package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class SiteDataTest {

    @Test
    void header_quotesEachKind() {
        assertThat(SiteData.header(List.of(SiteData.STORAGE, SiteData.CACHE, SiteData.CACHE)))
                .isEqualTo("\"cache\", \"storage\"");
        assertThat(SiteData.header(List.of())).isEmpty();
    }

    /** Next to gates with names, one of which could be "logout". */
    @Test
    void property_belongsToAllGates() {
        GatesBuildTimeConfig config = config(Map.of("gate.logout.clear", "storage,cookies", "gate.resource", "/*",
                "gate.\"logout\".resource", "/x/*"));
        assertThat(config.logout().clear().orElseThrow()).containsExactlyInAnyOrder(SiteData.STORAGE, SiteData.COOKIES);
        assertThat(config.gates().get("logout").resource()).contains("/x/*");
        assertThat(config.gates().get(GatesBuildTimeConfig.UNNAMED).resource()).contains("/*");
        assertThat(config(Map.of()).logout().clear().orElseThrow()).containsExactly(SiteData.CACHE);
        assertThat(config(Map.of("gate.logout.clear", "")).logout().clear()).isEqualTo(Optional.empty());
    }

    private static GatesBuildTimeConfig config(Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(GatesBuildTimeConfig.class);
        properties.forEach((name, value) -> builder
                .withSources(new PropertiesConfigSource(Map.of("quarkus.cloudfront-signer." + name, value), name, 250)));
        return builder.build().getConfigMapping(GatesBuildTimeConfig.class);
    }
}
