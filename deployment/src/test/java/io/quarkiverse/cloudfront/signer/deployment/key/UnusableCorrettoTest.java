package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The Amazon Corretto Crypto Provider without its native library, because it is told to load it from another place.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the test has its library for this platform")
@Tag("nightly")
class UnusableCorrettoTest {

    private static final String LIBRARY_IS_ELSEWHERE = "com.amazon.corretto.crypto.provider.useExternalLib";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .setBeforeAllCustomizer(() -> System.setProperty(LIBRARY_IS_ELSEWHERE, "true"))
            .setAfterAllCustomizer(() -> System.clearProperty(LIBRARY_IS_ELSEWHERE))
            .withApplicationRoot(root -> root.addClasses(Corretto.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(Corretto.dependency())
            .overrideConfigKey("quarkus.cloudfront-signer.hash-algorithm", "SHA1")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .setLogRecordPredicate(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && entry.getLoggerName().startsWith("io.quarkiverse.cloudfront.signer.runtime"))
            .assertLogRecords(entries -> assertThat(entries).singleElement().satisfies(entry -> {
                assertThat(entry.getMessage())
                        .startsWith("The Amazon Corretto Crypto Provider is on the class path, but cannot be used here (");
                assertThat(entry.getParameters()).singleElement().asString().startsWith("Unable to load native library: ");
            }));

    @Inject
    CloudFrontSigner rsa;

    @Test
    void unusableProvider_isReplacedByTheJavaPlatform() {
        assertThat(SignedUrls.status(rsa.sign("/a.txt").toString())).isEqualTo(200);
    }
}
