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
                .hasMessageContaining("configured are [<default>, film]");
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
