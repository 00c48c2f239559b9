package io.quarkiverse.cloudfront.signer.everything;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The same for the packaged application.
 */
@QuarkusIntegrationTest
class EverythingIT extends EverythingTest {
}
