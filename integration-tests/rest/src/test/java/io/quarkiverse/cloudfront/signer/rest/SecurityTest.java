package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Signing is a privilege, where each request's identity is known before its method is.
 */
@QuarkusTest
class SecurityTest extends SecurityContract {
}
