package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfiguredLifetimeTest {

    private final SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
            Map.of("gallery.lifetime", "20m", "gallery.none", "soon"), "test", 100)).build();
    private final ConfigurationProblems problems = new ConfigurationProblems();

    private Optional<Duration> lifetime(String expiresIn) {
        return ConfiguredLifetime.of("Gallery.show", expiresIn, config, problems);
    }

    @ParameterizedTest
    @CsvSource({ "15m,PT15M", "PT1H,PT1H", "90,PT90S", "${gallery.lifetime},PT20M", "${gallery.other:5m},PT5M",
            "${gallery.other:${gallery.lifetime}},PT20M", "${gallery.lifetime:5m},PT20M" })
    void lifetime_isADurationOrAnExpression(String expiresIn, Duration lifetime) {
        assertThat(lifetime(expiresIn)).hasValue(lifetime);
        problems.throwIfAny();
    }

    @Test
    void lifetimeThatIsNotSet_isEmpty() {
        assertThat(lifetime("")).isEmpty();
        problems.throwIfAny();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "soon | is not a duration. Use a value such as 15m or PT1H",
            "PT | is not a duration. Use a value such as 15m or PT1H",
            "${gallery.none} | is not a duration. Use a value such as 15m or PT1H",
            "${gallery.other} | is not a duration: the gallery.other property is not set",
            "0s | is PT0S; it must be at least one second" })
    void lifetimeThatCannotBeUsed_isReported(String expiresIn, String message) {
        lifetime(expiresIn);

        assertThatThrownBy(problems::throwIfAny).isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(" - Gallery.show: expiresIn \"" + expiresIn + "\" " + message);
    }
}
