package io.quarkiverse.cloudfront.signer.deployment.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;

class FilterPrioritiesTest {

    @Test
    void priorities_areThoseOfQuarkus() {
        assertThat(FilterPriorities.AUTHENTICATION).isEqualTo(SecurityHandlerPriorities.AUTHENTICATION);
        assertThat(FilterPriorities.AUTHORIZATION).isEqualTo(SecurityHandlerPriorities.AUTHORIZATION);
    }
}
