package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class EdgeApplicationTest {

    @Test
    void path_thatNoDistributionCouldHave_isRejected() {
        assertThatThrownBy(() -> EdgeApplication.of(Optional.of(List.of("/api/*", "api/pictures")), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.cloudfront-signer.devservices.application-paths contains a value that is not a path "
                        + "pattern of CloudFront: number 2 of 2. Begin it with a slash, and end it with * if it stands for all "
                        + "paths below, such as /api/*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.http.proxy.proxy-address-forwarding", "quarkus.http.proxy.trusted-proxies" })
    void proxiesOfTheApplication_areNotReplaced(String property) {
        EdgeApplication application = EdgeApplication.of(Optional.of(List.of("/api/*")), List.of());
        assertThat(application.properties()).containsKey(property).hasSize(2);
        assertThat(EdgeApplication.of(Optional.empty(), List.of()).properties()).isEmpty();

        System.setProperty(property, "configured");
        try {
            assertThat(application.properties()).isEmpty();
        } finally {
            System.clearProperty(property);
        }
    }
}
