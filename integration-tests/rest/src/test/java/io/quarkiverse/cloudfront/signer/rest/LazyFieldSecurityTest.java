package io.quarkiverse.cloudfront.signer.rest;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Access to signed fields, with authentication that is only done when it is required.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
@Tag("nightly")
class LazyFieldSecurityTest extends FieldSecurityContract {
}
