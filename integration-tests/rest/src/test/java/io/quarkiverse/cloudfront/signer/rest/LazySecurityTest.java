package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Signing is a privilege, also where identities are looked for when they are needed, on the event loop among others.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
class LazySecurityTest extends SecurityContract {
}
