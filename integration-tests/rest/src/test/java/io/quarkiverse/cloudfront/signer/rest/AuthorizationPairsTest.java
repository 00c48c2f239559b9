package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Where the application says nothing about all endpoints.
 */
@QuarkusTest
class AuthorizationPairsTest extends AuthorizationPairsContract {
}
