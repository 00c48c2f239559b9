package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class SignersOfTheEdgeTest {

    private final SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(Map.of(
            "quarkus.cloudfront-signer.url", "https://media.example.com",
            "quarkus.cloudfront-signer.\"own\".private-key", "configured",
            "quarkus.cloudfront-signer.\"rotated\".keys.\"K2\".private-key", "configured"), "test", 100)).build();
    private final ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
    };
    private ClassLoader before;

    @BeforeEach
    void configure() {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver.instance().registerConfig(config, loader);
    }

    @AfterEach
    void restore() {
        ConfigProviderResolver.instance().releaseConfig(config);
        Thread.currentThread().setContextClassLoader(before);
    }

    /** The key of the edge would sign with another ID than the one that is configured. */
    @Test
    void signerWithAnyKey_getsNoneOfTheEdge() throws IOException {
        Index none = Index.of(SignersOfTheEdgeTest.class);

        assertThat(EdgeDevServicesProcessor.signersWithoutKey(Set.of("<default>", "own", "rotated"),
                new CombinedIndexBuildItem(none, none))).containsOnlyKeys("<default>");
    }
}
