package io.quarkiverse.cloudfront.signer.deployment.qute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * If the configuration does not allow a template to sign, the application does not start, and one report lists all problems.
 */
@Tag("nightly")
class TemplateStartFailureTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addAsResource(new StringAsset("""
                    {cloudfront:url('/a.jpg', 'media')}
                    {#cloudfront resource='https://elsewhere.example/*'}{/cloudfront}
                    {#cloudfront resource='/*' expiresIn='1200000d'}{cloudfront:url('/a.jpg')}{/cloudfront}
                    {#cloudfront resource='/*' signer='previews'}{/cloudfront}
                    """), "templates/page.html").addClass(Key.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.enabled", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example")
            .assertException(TemplateStartFailureTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure).hasMessageContainingAll("The CloudFront signers cannot start:",
                "The template page.html, line 1 needs a signer. The signer \"media\" is not configured: set "
                        + "quarkus.cloudfront-signer.\"media\".url",
                "The template page.html, line 2: Cannot sign \"https://elsewhere.example/*\": its host is not one of "
                        + "[media.example]",
                "The template page.html, line 3: expiresIn \"1200000d\" is PT28800000H, which expires after 5138",
                "The template page.html, line 4 needs a signer. The signer \"previews\" is not configured");
    }

    @Test
    void invalidTemplate_failsTheStart() {
        fail("the start was to fail");
    }

    @Singleton
    public static class Key implements SigningKey {

        @Override
        public String keyPairId() {
            return "KDEFAULT";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().nullItem();
        }
    }
}
