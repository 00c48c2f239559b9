package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * With users who are known before the method is called.
 */
@QuarkusTest
@QuarkusTestResource(TokenVerification.class)
class TokenTest extends TokenContract {
}
