package io.quarkiverse.cloudfront.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;

/** Typical mistakes of users: each is explained in one sentence, with a remedy. */
class TypicalMistakesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(900);
    private static final String SECONDS = String.valueOf(LATER.getEpochSecond());
    private static final String URL = "https://media.example.com/album/a.jpg";
    private static final String WIDE = "https://media.example.com/album/*";

    private final AwsSigner signer = AwsSigner.rsaSha256();
    private final Explainer explainer = explainer(true, Optional.empty());

    @Test
    void pemAsKeyPairId_isExplained() {
        String pem = "-----BEGIN%20PUBLIC%20KEY-----%0AMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A%0A-----END%20PUBLIC%20KEY-----";

        assertRefused(explain(signer.cannedUrl(URL, LATER).replace("=KRSA", "=" + pem)), ErrorCode.MISSING_KEY,
                "Key-Pair-Id is a key of " + pem.length()
                        + " characters instead of the key's ID in CloudFront",
                "Configure the key pair ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F; if you configured "
                        + "the private key instead, it has leaked with every URL: replace the key pair.");
    }

    @ParameterizedTest
    @CsvSource({ "&, &amp;, Replace &amp; with &", "Key-Pair-Id=KRSA, AWSAccessKeyId=AKIA, S3 presigned URLs are only",
            "Key-Pair-Id, key-pair-id, because they are case-sensitive", "Key-Pair-Id, KeyPairId, Keep the complete query" })
    void otherNamesOfParameters_areExplained(String name, String other, String remedy) {
        Explanation explanation = explain(signer.cannedUrl(URL, LATER).replace(name, other));

        assertThat(explanation.code()).hasValue(ErrorCode.MISSING_KEY);
        assertThat(explanation.remedy().orElseThrow()).contains(remedy);
    }

    @Test
    void presignedUrlOfS3_isExplained() {
        assertThat(explain(URL + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00").remedy().orElseThrow())
                .startsWith("Sign the URL for CloudFront");
    }

    @Test
    void wildcardInACannedPolicy_forAFileBelowIt_isExplained() {
        String url = WIDE + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS);

        Explanation itself = explain(url);
        assertThat(itself.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(itself.cautions()).singleElement().asString().startsWith("The URL contains a *: anyone who has it can send");
        assertThat(explainer.explain(Asked.withOtherUrl(url, NOW, URL)).sentence())
                .contains("CloudFront does not support wildcards in canned policies");
    }

    @Test
    void cookiePathWithAWildcard_isExplained() {
        String headers = setCookies("Path=/album/*; Secure; HttpOnly");

        Explanation explanation = explainer.explain(Asked.withCookies(URL, NOW, headers));

        assertRefused(explanation, ErrorCode.MISSING_KEY,
                "the browser does not send CloudFront-Policy: its Path=/album/* contains a *, which browsers treat as a "
                        + "literal character",
                "Set the path of the cookies to that of their policy, without a wildcard and with a / at the end, such as "
                        + "/images/ for /images/*.");
        assertThat(
                explainer.explain(Asked.withCookies(URL, NOW, headers.replace("/album/*", "/album/"))).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
    }

    @Test
    void cookiePathForAUrlWithAStar_isNotCalledAWildcard() {
        Explanation explanation = explainer.explain(
                Asked.withCookies("https://media.example.com/books/*.jpg", NOW, setCookies("Path=/album/; Secure; HttpOnly")));

        assertThat(explanation.remedy().orElseThrow()).startsWith("Set a Domain and a Path for the cookies that cover the URL");
    }

    @Test
    void oldKeyRemovedTooEarly_isExplained() {
        Explanation explanation = explainer(false, Optional.of(LATER))
                .explain(Asked.of(signer.cannedUrl(URL, LATER), NOW));

        assertRefused(explanation, ErrorCode.INVALID_KEY, "the key KRSA of the signer media is not in the key group, "
                + "although its signatures are valid until 2026-11-24T14:15:00Z",
                "Add the public key to the key group again until 2026-11-24T14:15:00Z: a key that is no longer active must "
                        + "stay in it until its last signature has expired.");
        assertThat(check(explanation, "Signature")).isEqualTo("valid, made with RSA and SHA-256");
    }

    private Explanation explain(String url) {
        return explainer.explain(Asked.of(url, NOW));
    }

    private String setCookies(String attributes) {
        return List.of(signer.customCookies(WIDE, LATER).split("; ")).stream()
                .map(cookie -> "Set-Cookie: " + cookie + "; " + attributes).collect(Collectors.joining("\n"));
    }

    private static Explainer explainer(boolean inKeyGroup, Optional<Instant> neededUntil) {
        PublicKey rsa = TestKeys.RSA.getPublic();
        return new Explainer(List.of(
                new KnownKey("KRSA", "the signer media", Optional.of(rsa), inKeyGroup, neededUntil),
                new KnownKey("KEC", "the signer media", Optional.of(TestKeys.EC.getPublic()), true, Optional.empty())),
                Set.of("media.example.com"));
    }

    private static String check(Explanation explanation, String name) {
        return explanation.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow().sentence();
    }

    private static void assertRefused(Explanation explanation, ErrorCode code, String sentence, String remedy) {
        assertThat(explanation.sentence()).isEqualTo(sentence);
        assertThat(explanation.remedy()).hasValue(remedy);
        assertThat(explanation.code()).hasValue(code);
        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.REFUSED);
    }
}
