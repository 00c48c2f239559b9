package io.quarkiverse.cloudfront.signer.runtime.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class EdgeConfigBuilderTest {

    private static final String URL = "quarkus.cloudfront-signer.url";
    private static final int SYSTEM_PROPERTIES = 400;

    @Test
    void edge_takesPrecedence_andLeavesOtherPropertiesAlone() {
        SmallRyeConfig config = new EdgeConfigBuilder().configBuilder(new SmallRyeConfigBuilder()).withSources(
                new PropertiesConfigSource(Map.of(URL, "https://media.example.com", "gallery.name", "summits"), "application",
                        SYSTEM_PROPERTIES),
                new PropertiesConfigSource(Map.of(EdgeConfigBuilder.PREFIX + URL, "http://localhost:8081"), "edge", 0)).build();

        assertThat(config.getValue(URL, String.class)).isEqualTo("http://localhost:8081");
        assertThat(config.getConfigValue(URL).getSourceName()).contains("the local CloudFront edge");
        assertThat(config.getValue("gallery.name", String.class)).isEqualTo("summits");
    }
}
