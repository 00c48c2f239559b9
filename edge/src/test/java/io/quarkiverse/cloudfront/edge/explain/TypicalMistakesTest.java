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
    void millisecondsAsExpiry_areExplained() {
        String url = URL + "?" + signer.cannedQuery(URL, SECONDS + "000", SECONDS + "000");

        assertRefused(explain(url), ErrorCode.MALFORMED_POLICY,
                "Expires is " + SECONDS + "000, which is too large for a number of seconds; is it in milliseconds?",
                "Set the expiry in seconds since 1970: Instant.getEpochSecond(), or System.currentTimeMillis() / 1000.");
    }

    @Test
    void pemAsKeyPairId_isExplained() {
        String pem = "-----BEGIN%20PUBLIC%20KEY-----%0AMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A%0A-----END%20PUBLIC%20KEY-----";

        assertRefused(explain(signer.cannedUrl(URL, LATER).replace("=KRSA", "=" + pem)), ErrorCode.MISSING_KEY,
                "Key-Pair-Id is a key, a text of " + pem.length()
                        + " characters, instead of its ID in CloudFront",
                "Configure the key pair ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F; if it was the "
                        + "private key, it has leaked with every URL: replace the key pair.");
    }

    @ParameterizedTest
    @CsvSource({ "&, &amp;, Replace &amp; with &", "Key-Pair-Id=KRSA, AWSAccessKeyId=AKIA, presigned URLs of S3 are only",
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
    void queryAddedAfterSigning_isExplained() {
        String remedy = "Add the query parameters before you sign the URL, or sign a custom policy whose resource ends "
                + "with *.";

        assertRefused(explain(signer.cannedUrl(URL, LATER) + "&utm_source=mail"), ErrorCode.ACCESS_DENIED,
                "the signature does not match: the query string was added to or changed after signing", remedy);
        assertRefused(explain(signer.customUrl(URL, URL, LATER) + "&utm_source=mail"), ErrorCode.ACCESS_DENIED,
                "the policy's resource " + URL + " does not cover the URL: they differ at character 38, in the query string",
                "Request only URLs that the resource covers, or widen the resource; a * at its end also covers the query.");
    }

    @Test
    void wildcardInACannedPolicy_isExplained() {
        String url = URL + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS);

        assertRefused(explain(url), ErrorCode.ACCESS_DENIED, "the signature does not match: a canned policy was signed for "
                + WIDE + ", but CloudFront does not support wildcards in canned policies",
                "Sign a custom policy, in which * and ? are wildcards, or sign each URL separately.");
    }

    @Test
    void wildcardInACannedPolicy_forAFileBelowIt_isExplained() {
        String url = WIDE + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS);

        Explanation itself = explain(url);
        assertThat(itself.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(itself.cautions()).singleElement().asString().startsWith("The URL contains a *: anyone who has it can send");
        assertThat(explainer.explain(ExplainedRequest.of(url, NOW).withOtherUrl(URL)).sentence())
                .contains("CloudFront does not support wildcards in canned policies");
    }

    @Test
    void wrongHost_isExplained() {
        String remedy = "Sign the URL for the host that viewers request, as their address bar shows it.";

        assertRefused(explain(signer.cannedUrl(URL, LATER).replace("media.example.com", "bucket.s3.amazonaws.com")),
                ErrorCode.ACCESS_DENIED, "the signature does not match: the URL was signed for the host media.example.com, but "
                        + "requested from bucket.s3.amazonaws.com",
                remedy);
        assertRefused(explain(signer.customUrl(URL, WIDE, LATER).replace("//media.example.com", "//www.example.com")),
                ErrorCode.ACCESS_DENIED,
                "the policy's resource " + WIDE + " is for the host media.example.com, but the request "
                        + "is for www.example.com",
                remedy);
    }

    @Test
    void alternateDomainNameInPlaceOfCloudFrontNet_isExplained() {
        String own = "https://d111111abcdef8.cloudfront.net/album/a.jpg";
        String remedy = "Sign for the host that viewers request, and use either the alternate domain name everywhere, or the "
                + "distribution's own name under cloudfront.net.";

        assertRefused(explain(signer.cannedUrl(URL, LATER).replace("media.example.com", "d111111abcdef8.cloudfront.net")),
                ErrorCode.ACCESS_DENIED, "the signature does not match: the URL was signed for the host media.example.com, but "
                        + "requested from d111111abcdef8.cloudfront.net",
                remedy);
        assertRefused(explain(signer.customUrl(URL, own, LATER)), ErrorCode.ACCESS_DENIED, "the policy's resource " + own
                + " is for the host d111111abcdef8.cloudfront.net, but the request is for media.example.com", remedy);
    }

    @Test
    void cookiePathWithAWildcard_isExplained() {
        String headers = setCookies("Path=/album/*; Secure; HttpOnly");

        Explanation explanation = explainer.explain(ExplainedRequest.of(URL, NOW).withCookies(headers));

        assertRefused(explanation, ErrorCode.MISSING_KEY,
                "the browser does not send CloudFront-Policy: its Path=/album/* contains a *, which browsers treat as a "
                        + "literal character",
                "Set the path of the cookies to that of their policy, without a wildcard and with a / at the end, such as "
                        + "/images/ for /images/*.");
        assertThat(
                explainer.explain(ExplainedRequest.of(URL, NOW).withCookies(headers.replace("/album/*", "/album/"))).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
    }

    @Test
    void cookiePathForAUrlWithAStar_isNotCalledAWildcard() {
        Explanation explanation = explainer.explain(ExplainedRequest.of("https://media.example.com/books/*.jpg", NOW)
                .withCookies(setCookies("Path=/album/; Secure; HttpOnly")));

        assertThat(explanation.remedy().orElseThrow()).startsWith("Set a Domain and a Path for the cookies that cover the URL");
    }

    @Test
    void ipv6Viewer_isExplained() {
        String url = signer.customUrl(URL, WIDE, LATER, null, "192.0.2.7/32");

        assertThat(explainer.explain(ExplainedRequest.of(url, NOW).from("192.0.2.7")).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
        assertRefused(explainer.explain(ExplainedRequest.of(url, NOW).from("2001:db8::7")), ErrorCode.ACCESS_DENIED,
                "the viewer's address 2001:db8::7 is not an IPv4 address, but the policy is for 192.0.2.7/32",
                "Remove the address from the policy, or disable IPv6 for the distribution, because CloudFront's IpAddress "
                        + "only supports IPv4.");
    }

    @Test
    void oldKeyRemovedTooEarly_isExplained() {
        Explanation explanation = explainer(false, Optional.of(LATER))
                .explain(ExplainedRequest.of(signer.cannedUrl(URL, LATER), NOW));

        assertRefused(explanation, ErrorCode.INVALID_KEY, "the key KRSA of the signer media is not in the key group, "
                + "although its signatures are valid until 2026-11-24T14:15:00Z",
                "Add the public key to the key group again until 2026-11-24T14:15:00Z: a key that is no longer active must "
                        + "stay in it until its last signature has expired.");
        assertThat(check(explanation, "Signature")).isEqualTo("valid, made with RSA and SHA-256");
    }

    @Test
    void clockSkew_isExplained() {
        String behind = signer.cannedUrl(URL, NOW.minusSeconds(300));
        String ahead = signer.customUrl(URL, WIDE, LATER, NOW.plusSeconds(90), null);

        assertRefused(explain(behind), ErrorCode.ACCESS_DENIED, "expired 5 minutes ago (2026-11-24T13:55:00Z)",
                "Sign again; if it was signed just now, the signer's clock is slow: synchronize it by NTP, and compute dates "
                        + "in UTC.");
        assertRefused(explain(ahead), ErrorCode.ACCESS_DENIED,
                "not valid until 2026-11-24T14:01:30Z has passed, in 1 minute 31 seconds",
                "Wait, or set an earlier start; if access should begin immediately, the signer's clock is fast: synchronize "
                        + "it by NTP, and do not set a start.");
    }

    private Explanation explain(String url) {
        return explainer.explain(ExplainedRequest.of(url, NOW));
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
