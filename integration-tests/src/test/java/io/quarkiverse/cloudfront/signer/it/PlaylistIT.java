package io.quarkiverse.cloudfront.signer.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The same with the packaged application.
 */
@QuarkusIntegrationTest
class PlaylistIT extends PlaylistTest {
}
