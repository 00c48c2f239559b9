package io.quarkiverse.cloudfront.signer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * If CloudFront would refuse a URL, the assertion fails with the reason, and without a signature.
 */
class CloudFrontVerifierTest {

    private static final CloudFrontVerifier VERIFIER = Distribution.verifier();
    private static final String SIGNED = Distribution.canned("/a.jpg");

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Distribution.URL + "/a.jpg", VERIFIER, "CloudFront would refuse /a.jpg with MissingKey: unsigned: "
                        + "neither the URL nor a cookie has any of CloudFront's parameters"),
                Arguments.of(SIGNED + "&size=m", VERIFIER, "CloudFront would refuse /a.jpg?size=m with AccessDenied: "
                        + "the signature does not match: the query string was added to or changed after signing"),
                Arguments.of(SIGNED.replace("a.jpg", "b.jpg"), VERIFIER, "signature does not match"),
                Arguments.of(SIGNED, VERIFIER.at(Distribution.IN_A_QUARTER.plusSeconds(3)), "expired 3 seconds ago"),
                Arguments.of(SIGNED, CloudFrontVerifier.of(URI.create(Distribution.URL)).at(Distribution.NOW),
                        "InvalidKey: unknown key pair ID 'KMEDIA'; the trusted key group 'trusted' has no keys"),
                Arguments.of(SIGNED.replace("media.", "evil."), VERIFIER,
                        "https://evil.example.com/a.jpg is not a URL of https://media.example.com/"),
                Arguments.of(SIGNED.replace("https:", "http:"), VERIFIER,
                        "http://media.example.com/a.jpg is not a URL of https://media.example.com/"),
                Arguments.of(SIGNED.replace(".com/", ".com.evil.org/"), VERIFIER, "is not a URL of "
                        + "https://media.example.com/"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refused")
    void rejectedUrl_failsWithTheReason(String url, CloudFrontVerifier verifier, String message) {
        String signature = SIGNED.replaceAll(".*Signature=([^&]*).*", "$1");
        assertThatThrownBy(() -> verifier.assertSigned(url)).isInstanceOf(AssertionError.class).hasMessageContaining(message)
                .hasMessageNotContaining(signature);
    }

    @Test
    void pemAndItsBase64_areTrusted() {
        for (String text : List.of(Distribution.publicKeyPem(), Distribution.publicKey())) {
            CloudFrontVerifier.of(URI.create(Distribution.URL)).trustingPem(Distribution.KEY_PAIR_ID, text).at(Distribution.NOW)
                    .assertSigned(SIGNED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no key", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" })
    void otherText_isRejectedAsPublicKey(String text) {
        assertThatThrownBy(() -> VERIFIER.trustingPem("KOTHER", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" an EC public key. Use the output of 'openssl pkey -pubout'");
    }

    @Test
    void distributionWithoutScheme_isRejected() {
        assertThatThrownBy(() -> CloudFrontVerifier.of(URI.create("media.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The URL of a distribution must have a scheme and a host: media.example.com");
    }

    @Test
    void urlsIn_anyText_findsThem() {
        String other = Distribution.custom("/b/1.ts", "/b/*");
        String json = "{\"a\":\"" + SIGNED.replace("/", "\\/") + "\",\"b\":[\"" + other.replace("&", "\\u0026")
                + "\"],\"c\":\"https://elsewhere.example/x\"}";
        assertThat(VERIFIER.urlsIn(json)).containsExactly(SIGNED, other).allSatisfy(VERIFIER::assertSigned);
        assertThat(VERIFIER.urlsIn("<img src='" + SIGNED.replace("&", "&amp;") + "'>")).containsExactly(SIGNED);
        assertThat(VERIFIER.urlsIn("#EXTM3U\n" + other + "\n#EXT-X-ENDLIST\n")).containsExactly(other);
    }

    @Test
    void fragment_isNotSentAndNotVerified() {
        VERIFIER.urlsIn("See " + SIGNED + "#page=2").forEach(VERIFIER::assertSigned);
    }

    @Test
    void urlsIn_textWithoutUrls_fails() {
        assertThatThrownBy(() -> VERIFIER.urlsIn("{\"a\":\"/a.jpg\"}")).isInstanceOf(AssertionError.class)
                .hasMessage("The text does not contain a URL of https://media.example.com/");
    }
}
