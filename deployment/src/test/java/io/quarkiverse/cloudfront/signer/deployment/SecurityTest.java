package io.quarkiverse.cloudfront.signer.deployment;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Signing is a privilege, where each request's identity is known before its method is.
 */
class SecurityTest extends SecurityContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application();
}
