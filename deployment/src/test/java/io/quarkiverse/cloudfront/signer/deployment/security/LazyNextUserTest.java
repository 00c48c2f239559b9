package io.quarkiverse.cloudfront.signer.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Users are only determined if something asks for them.
 */
@Tag("nightly")
class LazyNextUserTest extends NextUserContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application().overrideConfigKey("quarkus.http.auth.proactive", "false");

    @Test
    void requestWhoseUserIsNotNeeded_isNotAuthenticated() {
        receiveCookies(Login.BASIC, "alice");

        assertThat(clears(Login.BASIC, "bob", "/videos/open")).isFalse();
        assertThat(clears(Login.BASIC, "bob", "/missing")).isFalse();
    }
}
