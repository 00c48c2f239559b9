package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * With authentication that is only done when an endpoint requires it.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
class LazyAuthorizationPairsTest extends AuthorizationPairsContract {
}
