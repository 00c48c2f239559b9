package io.quarkiverse.cloudfront.signer.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The properties that the local edge uses, and those that it replaces.
 */
class EdgeConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(NewKey.class, SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            // of the real distribution, whose key only production has
            .overrideConfigKey("quarkus.cloudfront-signer.url", "https://media.example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.key-pair-id", "KPRODUCTION")
            .overrideConfigKey("quarkus.cloudfront-signer.public-key-location", "/run/secrets/cloudfront/public-key.pem")
            .overrideConfigKey("quarkus.cloudfront-signer.cookies.domain", "example.com")
            .overrideConfigKey("quarkus.cloudfront-signer.reload-period", "1m")
            .overrideConfigKey("quarkus.cloudfront-signer.sha1.hash-algorithm", "SHA1")
            .overrideConfigKey("quarkus.cloudfront-signer.sha1.expires-in", "90s")
            .overrideConfigKey("quarkus.cloudfront-signer.\"sha1\".bound-to-token", "false")
            .overrideConfigKey("quarkus.cloudfront-signer.own.url", "https://own.example")
            .overrideConfigKey("quarkus.cloudfront-signer.\"own\".key-pair-id", "KOWN")
            .overrideConfigKey("quarkus.cloudfront-signer.own.private-key", NewKey.p256())
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(EdgeConfigurationTest::text)
                    .filteredOn(text -> text.contains("no profile configures it"))
                    .containsExactly("The signer \"onw\" is used, "
                            + "but no profile configures it, so the application would not start in production. The configured "
                            + "signers are [<default>, own, sha1]. Correct the name, or set "
                            + "%prod.quarkus.cloudfront-signer.\"onw\".url"));

    @Inject
    CloudFrontSigner defaultSigner;

    @SignerName("sha1")
    CloudFrontSigner sha1;

    @SignerName("own")
    CloudFrontSigner own;

    /** A wrong name, which only production would refuse. */
    @SignerName("onw")
    CloudFrontSigner wrong;

    private static String text(LogRecord record) {
        return record instanceof ExtLogRecord extended ? extended.getFormattedMessage() : record.getMessage();
    }

    @Test
    void urlAndKeyPairIdWithoutKey_areReplaced() {
        String url = defaultSigner.sign("/a.txt").toString();
        assertThat(url).startsWith("http://localhost:").doesNotContain("KPRODUCTION").contains("Hash-Algorithm=SHA256");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void propertiesOfTheRealKeyAndDomain_areNotUsed() {
        assertThat(defaultSigner.sign(defaultSigner.policy("/*").build()).cookies().cookies())
                .allMatch(cookie -> cookie.domain().isEmpty());
    }

    @Test
    void signerWithSha1_getsAnRsaKeyThatTheEdgeAccepts() {
        String url = sha1.sign("/a.txt").toString();
        assertThat(url).doesNotContain("Hash-Algorithm");
        // 256 bytes in base64
        assertThat(url.replaceAll(".*Signature=([^&]*).*", "$1")).hasSize(344);
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void unquotedSigner_keepsItsPropertiesAtTheEdge() {
        long expiry = Long.parseLong(sha1.sign("/a.txt").toString().replaceAll(".*Expires=(\\d+).*", "$1"));
        assertThat(Instant.ofEpochSecond(expiry)).isBefore(Instant.now().plusSeconds(100));
    }

    @Test
    void signerWithKey_keepsItsDistribution() {
        assertThat(own.sign("/a.txt").toString()).startsWith("https://own.example/a.txt?").contains("Key-Pair-Id=KOWN");
    }

    @Test
    void unsignedOrModifiedUrl_isRejected() {
        String url = defaultSigner.sign("/a.txt").toString();
        assertThat(SignedUrls.status(url.replaceAll("\\?.*", ""))).isEqualTo(403);
        assertThat(SignedUrls.status(url.replace("/a.txt", "/sub%20folder/b.txt"))).isEqualTo(403);
        String edge = ConfigProvider.getConfig().getValue("quarkus.cloudfront-signer.url", String.class);
        assertThat(url).startsWith(edge);
    }
}
