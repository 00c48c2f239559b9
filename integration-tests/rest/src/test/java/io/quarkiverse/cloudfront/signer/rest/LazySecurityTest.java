package io.quarkiverse.cloudfront.signer.rest;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Access to methods that sign, with authentication that is only done when it is required, also on the event loop.
 */
@Tag("nightly")
@QuarkusTest
@TestProfile(LazyAuthentication.class)
class LazySecurityTest extends SecurityContract {
}
