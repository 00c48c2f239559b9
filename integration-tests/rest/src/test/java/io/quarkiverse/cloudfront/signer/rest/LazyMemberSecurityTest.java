package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Members are private, also where identities are looked for when they are needed.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
class LazyMemberSecurityTest extends MemberSecurityContract {
}
