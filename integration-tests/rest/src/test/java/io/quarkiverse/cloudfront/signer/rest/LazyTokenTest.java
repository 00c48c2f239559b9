package io.quarkiverse.cloudfront.signer.rest;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * With users who are only authenticated if the method needs them.
 */
@QuarkusTest
@TestProfile(LazyAuthentication.class)
@Tag("nightly")
class LazyTokenTest extends TokenContract {
}
