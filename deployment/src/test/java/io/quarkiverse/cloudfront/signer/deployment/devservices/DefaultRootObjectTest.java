package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The configuration of the file at the path {@code /} of the local edge.
 */
class DefaultRootObjectTest {

    private static final String PROPERTY = "quarkus.cloudfront-signer.devservices.default-root-object";

    private static Optional<String> configured(SmallRyeConfigBuilder config) {
        return EdgeDevServicesProcessor.rootObject(config.withMapping(CloudFrontSignerBuildTimeConfig.class).build()
                .getConfigMapping(CloudFrontSignerBuildTimeConfig.class).devservices().defaultRootObject());
    }

    @Test
    void unconfigured_isIndexHtml() {
        assertThat(configured(new SmallRyeConfigBuilder())).hasValue("index.html");
    }

    @Test
    void emptyProperty_turnsItOff() {
        assertThat(configured(new SmallRyeConfigBuilder().withDefaultValue(PROPERTY, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "start.html", "docs/start.html", "~a_b-c.$&'\"*" })
    void nameThatCloudFrontAccepts_isUsed(String file) {
        assertThat(EdgeDevServicesProcessor.rootObject(Optional.of(file))).hasValue(file);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/index.html", "a b.html", "index.html?x=1" })
    void otherName_isRejected(String file) {
        assertThatThrownBy(() -> EdgeDevServicesProcessor.rootObject(Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        PROPERTY + " is not a valid default root object; set it to the name of a file in the origin, without a "
                                + "leading slash, such as index.html");
    }
}
