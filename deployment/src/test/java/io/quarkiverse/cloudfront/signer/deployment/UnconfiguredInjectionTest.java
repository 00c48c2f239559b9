package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An injected signer must be configured.
 */
@Tag("nightly")
class UnconfiguredInjectionTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false")
            .assertException(failure -> assertThat(failure).hasStackTraceContaining(
                    "The signer \"media\" is not configured: set quarkus.cloudfront-signer.\"media\".url, "
                            + "quarkus.cloudfront-signer.\"media\".key-pair-id and "
                            + "quarkus.cloudfront-signer.\"media\".private-key-location"));

    @SignerName("media")
    CloudFrontSigner media;

    @Test
    void injectedSignerWithoutConfiguration_failsTheStart() {
        fail("the start was to fail");
    }
}
