package io.quarkiverse.cloudfront.signer.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NextUserTest extends NextUserContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application();

    @Test
    void openMethod_clearsToo() {
        receiveCookies(Login.BASIC, "alice");

        assertThat(clears(Login.BASIC, "bob", "/videos/open")).isTrue();
        assertThat(clears(Login.BASIC, "bob", "/missing")).isTrue();
    }
}
