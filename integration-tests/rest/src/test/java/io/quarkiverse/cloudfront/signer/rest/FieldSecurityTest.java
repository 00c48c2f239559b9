package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Access to signed fields, with authentication before each method.
 */
@QuarkusTest
class FieldSecurityTest extends FieldSecurityContract {
}
