package io.quarkiverse.cloudfront.signer.runtime.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkus.runtime.configuration.ConfigurationException;

class SignersTest {

    private static final String[] FILM = { "film.url=http://film.example.com", "film.key-pair-id=K2",
            "film.private-key=" + NewKey.pem(NewKey.p256Pair().getPrivate()) };

    private final SteppedClock clock = new SteppedClock("2026-11-25T12:00:00Z");

    @Test
    void signers_areFoundByTheirNames() {
        Signers signers = TestSigners.signers(clock, null, FILM);

        assertThat(signers.find("film").forApplication().sign("/a.jpg")).startsWith("http://film.example.com/a.jpg?");
        assertThat(signers.find("other")).isNull();
        assertThat(signers.all()).extracting(ConfiguredSigner::name).containsExactly(SignerName.DEFAULT, "film");
        assertThat(signers.keys()).containsOnlyKeys(SignerName.DEFAULT, "film");
        signers.require(List.of("film", SignerName.DEFAULT));
        assertThatThrownBy(() -> signers.require(List.of("film", "one", "two"))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The signer \"one\" is not configured").hasMessageContaining("\"two\"")
                .hasMessageContaining("the configured signers are [<default>, film]");
    }

    @Test
    void whatCloudFrontHardlyHas_isWarnedOf() {
        try (LogCapture log = new LogCapture(Signers.class)) {
            TestSigners.signers(clock, null, "url=https://media.example.com:8443", "allowed-hosts=edge,localhost,a.example.com",
                    "key-pair-id=M1");
            assertThat(log.take()).containsExactly(
                    "WARN The default signer signs URLs of edge, at which CloudFront does not answer: distributions have domain "
                            + "names, and use ports 80 and 443. Correct url or allowed-hosts, unless a stand-in for CloudFront "
                            + "runs there",
                    "WARN The default signer signs URLs of media.example.com:8443, at which CloudFront does not answer: "
                            + "distributions have domain names, and use ports 80 and 443. Correct url or allowed-hosts, unless "
                            + "a stand-in for CloudFront runs there",
                    "WARN The default signer has the key pair ID M1, but the IDs of public keys in CloudFront begin with K. "
                            + "Check whether it is the ID of the public key, such as K2JCJMDEHXQW5F");
            TestSigners.signers(clock, null, "url=https://{claim.tenant}.media.example.com", "key-pair-id=APKAEXAMPLE");
            TestSigners.signers(clock, null, "url=http://localhost:8080");
            assertThat(log.take()).singleElement().asString().contains("url begins with http://");
        }
    }

    @Test
    void plainHttp_isWarnedOf() {
        try (LogCapture log = new LogCapture(Signers.class)) {
            TestSigners.signers(clock, null, FILM);
            assertThat(log.take()).filteredOn(message -> message.contains("http://")).singleElement().asString()
                    .startsWith("WARN");
        }
    }
}
