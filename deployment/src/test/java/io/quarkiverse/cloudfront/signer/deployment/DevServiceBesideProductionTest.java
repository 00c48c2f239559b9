package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What an application has configured for all profiles does not get into the Dev Service's way.
 */
class DevServiceBesideProductionTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "K2JCJMDEHXQW5F")
            .overrideConfigKey("quarkus.cloudfront-signer.public-key-location", "/run/secrets/cloudfront/public-key.pem");

    @Inject
    CloudFrontSigner signer;

    @Test
    void theEdgeAcceptsWhatIsSigned() {
        assertThat(SignedUrls.status(signer.sign("/a.txt").toString())).isEqualTo(200);
    }
}
