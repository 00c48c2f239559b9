package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Signing is a privilege, also where identities are looked for when they are needed, on the event loop among others.
 */
class LazySecurityTest extends SecurityContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application().overrideConfigKey("quarkus.http.auth.proactive", "false");
}
