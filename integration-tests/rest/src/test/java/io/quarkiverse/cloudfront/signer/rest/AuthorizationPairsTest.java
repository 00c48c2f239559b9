package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Without rules for all endpoints.
 */
@QuarkusTest
class AuthorizationPairsTest extends AuthorizationPairsContract {
}
