package io.quarkiverse.cloudfront.signer.it;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The gate of the packaged application, or of its native executable, behind the local edge.
 */
@Tag("nightly")
@QuarkusIntegrationTest
class HandbookIT extends HandbookTest {
}
