package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that does not require its signers starts without their configuration.
 */
@Tag("nightly")
class UnconfiguredInstanceTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false");

    @Inject
    Instance<CloudFrontSigner> defaultSigner;

    @SignerName("media")
    Instance<CloudFrontSigner> media;

    @Test
    void useOfAnUnconfiguredSigner_reportsMissingProperties() {
        assertThatThrownBy(() -> defaultSigner.get().sign("/a.txt")).hasMessageContaining(
                "The default signer is not configured: set quarkus.cloudfront-signer.url, quarkus.cloudfront-signer.key-pair-id "
                        + "and quarkus.cloudfront-signer.private-key-location");
        assertThatThrownBy(() -> media.get().sign("/a.txt"))
                .hasMessageContaining("quarkus.cloudfront-signer.\"media\".private-key-location");
    }

    @Test
    void unconfiguredSigner_isABean() {
        assertThat(defaultSigner.getHandle().getBean().getQualifiers()).isNotEmpty();
    }
}
