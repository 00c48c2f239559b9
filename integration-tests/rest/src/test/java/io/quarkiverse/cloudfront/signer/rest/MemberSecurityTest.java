package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Members are private, where each request's identity is known before its method is.
 */
@QuarkusTest
class MemberSecurityTest extends MemberSecurityContract {
}
