package io.quarkiverse.cloudfront.signer.rest;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * With authentication that is only done when an endpoint requires it.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
@Tag("nightly")
class LazyAuthorizationPairsTest extends AuthorizationPairsContract {
}
