package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Where users are not known before an endpoint asks for them.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
class LazyAuthorizationPairsTest extends AuthorizationPairsContract {
}
