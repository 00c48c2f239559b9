package io.quarkiverse.cloudfront.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;

/** What people get wrong: each is explained in one sentence, with what to do. */
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
                "Expires is " + SECONDS + "000, beyond the 2147483647 that CloudFront accepts; is it in milliseconds?",
                "Give the expiry in seconds since 1970: Instant.getEpochSecond(), or System.currentTimeMillis() / 1000.");
    }

    @Test
    void pemAsKeyPairId_isExplained() {
        String pem = "-----BEGIN%20PUBLIC%20KEY-----%0AMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A%0A-----END%20PUBLIC%20KEY-----";

        assertRefused(explain(signer.cannedUrl(URL, LATER).replace("=KRSA", "=" + pem)), ErrorCode.MISSING_KEY,
                "Key-Pair-Id is a key, a text of " + pem.length()
                        + " characters, instead of the ID that CloudFront has for it",
                "Configure as key pair ID what CloudFront shows beside the public key, such as K2JCJMDEHXQW5F; if it was the "
                        + "private key, it has leaked with every URL, so replace the key pair.");
    }

    @Test
    void queryAddedAfterSigning_isExplained() {
        String remedy = "Put the query parameters into the URL before it is signed, or sign a custom policy whose resource ends "
                + "with *.";

        assertRefused(explain(signer.cannedUrl(URL, LATER) + "&utm_source=mail"), ErrorCode.ACCESS_DENIED,
                "the signature does not match: the query string was added to or changed after signing", remedy);
        assertRefused(explain(signer.customUrl(URL, URL, LATER) + "&utm_source=mail"), ErrorCode.ACCESS_DENIED,
                "the policy's resource " + URL + " does not cover the URL: they differ at character 38, in the query string",
                "Request only what the resource covers, or widen it; a * that ends it covers the query, too.");
    }

    @Test
    void wildcardInACannedPolicy_isExplained() {
        String url = URL + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS);

        assertRefused(explain(url), ErrorCode.ACCESS_DENIED, "the signature does not match: a canned policy was signed for "
                + WIDE + ", but CloudFront reads no wildcard in a canned policy",
                "Sign a custom policy, in which * and ? are wildcards, or sign each URL on its own.");
    }

    @Test
    void wildcardInACannedPolicy_forAFileBelowIt_isExplained() {
        String url = WIDE + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS);

        Explanation itself = explain(url);
        assertThat(itself.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(itself.cautions()).singleElement().asString().startsWith("The URL has a *: whoever holds it can send");
        assertThat(explainer.explain(Question.of(url, NOW).withOtherUrl(URL)).sentence())
                .contains("CloudFront reads no wildcard in a canned policy");
    }

    @Test
    void wrongHost_isExplained() {
        String remedy = "Sign for the host that viewers request, as it stands in their address bar.";

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
        String remedy = "Sign for the host that viewers request: either all use the alternate domain name, or all the "
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

        Explanation explanation = explainer.explain(Question.of(URL, NOW).withCookies(headers));

        assertRefused(explanation, ErrorCode.MISSING_KEY,
                "the browser does not send CloudFront-Policy: its Path=/album/* has a "
                        + "*, which browsers take for a character like any other",
                "Give the cookies the path that their policy is for, without a wildcard and with a / at the end, such as "
                        + "/images/ for /images/*.");
        assertThat(explainer.explain(Question.of(URL, NOW).withCookies(headers.replace("/album/*", "/album/"))).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
    }

    @Test
    void ipv6Viewer_isExplained() {
        String url = signer.customUrl(URL, WIDE, LATER, null, "192.0.2.7/32");

        assertThat(explainer.explain(Question.of(url, NOW).from("192.0.2.7")).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
        assertRefused(explainer.explain(Question.of(url, NOW).from("2001:db8::7")), ErrorCode.ACCESS_DENIED,
                "the viewer's address 2001:db8::7 is no IPv4 address, and the policy is for 192.0.2.7/32",
                "Leave the address out of the policy, or switch IPv6 off for the distribution: CloudFront's IpAddress knows "
                        + "IPv4 only.");
    }

    @Test
    void oldKeyRemovedTooEarly_isExplained() {
        Explanation explanation = explainer(false, Optional.of(LATER))
                .explain(Question.of(signer.cannedUrl(URL, LATER), NOW));

        assertRefused(explanation, ErrorCode.INVALID_KEY, "the key KRSA of the signer media is not in the key group, although "
                + "what it has signed is valid until 2026-11-24T14:15:00Z",
                "Put the public key back into the key group until 2026-11-24T14:15:00Z: a key that no longer signs has to stay "
                        + "until the last it signed has expired.");
        assertThat(check(explanation, "Signature")).isEqualTo("right, made with RSA and SHA-256");
    }

    @Test
    void clockSkew_isExplained() {
        String behind = signer.cannedUrl(URL, NOW.minusSeconds(300));
        String ahead = signer.customUrl(URL, WIDE, LATER, NOW.plusSeconds(90), null);

        assertRefused(explain(behind), ErrorCode.ACCESS_DENIED, "expired 5 minutes ago (2026-11-24T13:55:00Z)",
                "Sign anew; if it was signed just now, the signer's clock is behind: synchronise it by NTP, and compute dates in "
                        + "UTC.");
        assertRefused(explain(ahead), ErrorCode.ACCESS_DENIED,
                "not valid until 2026-11-24T14:01:30Z has passed, in 1 minute 31 seconds",
                "Wait, or let it begin earlier; if it was to hold at once, the signer's clock is ahead: synchronise it by NTP, "
                        + "and leave the start out.");
    }

    private Explanation explain(String url) {
        return explainer.explain(Question.of(url, NOW));
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
