package io.quarkiverse.cloudfront.signer.it;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The tests in which the whole video is played, with the packaged application.
 */
@Tag("nightly")
@QuarkusIntegrationTest
class PlaylistIT extends PlaylistTest {
}
