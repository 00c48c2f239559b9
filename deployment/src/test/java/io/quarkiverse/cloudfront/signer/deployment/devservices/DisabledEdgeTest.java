package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Without the local edge, all properties must be configured.
 */
@Tag("nightly")
class DisabledEdgeTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .assertException(failure -> assertThat(failure).hasMessageContainingAll(
                    "quarkus.cloudfront-signer.key-pair-id is missing; set it to the ID that CloudFront gave the public key",
                    "quarkus.cloudfront-signer.private-key-location is missing; set it to the file with the private key"));

    @Inject
    CloudFrontSigner signer;

    @Test
    void missingKeyWithDisabledEdge_failsTheStart() {
        fail("the start was to fail");
    }
}
