package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that has the Amazon Corretto Crypto Provider as a dependency, and requires it.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the test has its library for this platform")
@Tag("nightly")
class CorrettoTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Corretto.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(Corretto.dependency())
            .overrideConfigKey("quarkus.cloudfront-signer.crypto-provider", "accp")
            .overrideConfigKey("quarkus.cloudfront-signer.signature-cache.max-size", "0")
            .overrideConfigKey("quarkus.cloudfront-signer.\"rsa\".crypto-provider", "accp")
            .overrideConfigKey("quarkus.cloudfront-signer.\"rsa\".hash-algorithm", "SHA1")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    CloudFrontSigner p256;

    @SignerName("rsa")
    CloudFrontSigner rsa;

    @Test
    void signatures_areAcceptedByTheEdge() {
        String signed = p256.sign("/a.txt").toString();
        assertThat(SignedUrls.status(signed)).isEqualTo(200);
        assertThat(SignedUrls.status(rsa.sign("/a.txt").toString())).isEqualTo(200);
        assertThat(p256.sign("/a.txt").toString()).as("the signature is not BouncyCastle's").isNotEqualTo(signed);
    }

    @Test
    void provider_isNotRegisteredGlobally() {
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }
}
