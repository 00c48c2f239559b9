package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Access to methods that sign, with authentication before each method.
 */
@QuarkusTest
class SecurityTest extends SecurityContract {
}
