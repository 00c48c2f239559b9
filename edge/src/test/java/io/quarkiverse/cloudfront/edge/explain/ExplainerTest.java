package io.quarkiverse.cloudfront.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.Finding;
import io.quarkiverse.cloudfront.edge.verify.Rule;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

class ExplainerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(900);
    private static final String URL = "https://media.example.com/album/a.jpg";
    private static final String WIDE = "https://media.example.com/album/*";

    private final AwsSigner signer = AwsSigner.rsaSha256();
    private final Explainer explainer = new Explainer(
            List.of(new KnownKey("KRSA", "the key group media", Optional.of(TestKeys.RSA.getPublic()), true, Optional.empty())),
            Set.of("media.example.com"));

    @Test
    void signedUrl_isExplainedInParts() {
        Explanation explanation = explain(signer.customUrl(URL + "?size=l", WIDE, LATER, NOW.minusSeconds(1), "192.0.2.0/24"));

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(explanation.sentence()).isEqualTo("CloudFront serves the object; the grant expires in 15 minutes "
                + "(2026-11-24T14:15:00Z)");
        assertThat(explanation.remedy()).isEmpty();
        assertThat(explanation.code()).isEmpty();
        assertThat(explanation.cautions()).isEmpty();
        assertThat(explanation.parts()).isEqualTo(new Explanation.Parts(URL + "?size=l", Optional.of("URL"),
                Optional.of("custom"), Optional.of("KRSA"), Optional.of("the key group media"), Optional.of("SHA256"),
                Optional.of("{\"Statement\":[{\"Resource\":\"" + WIDE + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                        + LATER.getEpochSecond() + "},\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.0/24\"},\"DateGreaterThan\":"
                        + "{\"AWS:EpochTime\":" + (NOW.getEpochSecond() - 1) + "}}}]}"),
                Optional.of(WIDE), Optional.of(LATER), Optional.of("expires in 15 minutes (2026-11-24T14:15:00Z)"),
                Optional.of(NOW.minusSeconds(1)), Optional.of("192.0.2.0/24")));
        assertThat(explanation.checks()).extracting(Explanation.Check::name, Explanation.Check::sentence)
                .containsExactly(
                        tuple("Signed", "by the URL"),
                        tuple("Key pair ID", "KRSA"),
                        tuple("Key group", "a key of the key group media"),
                        tuple("Policy", "custom: sent with the request"),
                        tuple("Signature", "valid, made with RSA and SHA-256"),
                        tuple("Resource", WIDE + " covers the URL"),
                        tuple("Start", "valid since 2026-11-24T13:59:59Z"),
                        tuple("Expiry", "expires in 15 minutes (2026-11-24T14:15:00Z)"),
                        tuple("Viewer's address", "192.0.2.1 is in 192.0.2.0/24"));
    }

    @Test
    void explanation_hasEachRuleAndTheFirstFailure() {
        String url = signer.customUrl(URL, "https://media.example.com/books/*", NOW.minusSeconds(60), null, "10.0.0.0/8");

        Explanation explanation = explain(url);

        assertThat(explanation.checks()).filteredOn(check -> check.state() == Finding.State.FAILED)
                .extracting(Explanation.Check::name).containsExactly("Resource", "Expiry", "Viewer's address");
        assertThat(explanation.sentence()).startsWith("the policy's resource https://media.example.com/books/*");
    }

    @Test
    void unknownPublicKey_leavesTheSignatureUnverified() {
        Explainer unknowing = new Explainer(List.of(new KnownKey("KRSA", "kms", Optional.empty(), true, Optional.empty())),
                Set.of());

        Explanation explanation = unknowing.explain(Asked.of(signer.cannedUrl(URL, LATER), NOW));
        Explanation expired = unknowing.explain(Asked.of(signer.cannedUrl(URL, NOW), NOW));

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.UNDECIDED);
        assertThat(explanation.sentence()).isEqualTo("all other checks passed, but the signature cannot be verified, because "
                + "the public key of KRSA is not known here");
        assertThat(explanation.code()).isEmpty();
        assertThat(expired.outcome()).isEqualTo(Explanation.Outcome.REFUSED);
        assertThat(expired.code()).hasValue(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void unknownAddress_leavesTheConditionUnchecked() {
        Explanation limited = explainer.explain(Asked.from(signer.customUrl(URL, WIDE, LATER, null, "10.0.0.0/8"), NOW, ""));
        Explanation unlimited = explainer
                .explain(Asked.from(signer.customUrl(URL, WIDE, LATER, null, "0.0.0.0/0"), NOW, ""));

        assertThat(limited.outcome()).isEqualTo(Explanation.Outcome.UNDECIDED);
        assertThat(limited.sentence()).isEqualTo("all other checks passed, but the policy is for viewers in 10.0.0.0/8, and "
                + "the viewer's address is not known here");
        assertThat(limited.remedy()).hasValue("Check again with the address from which the viewer connects to CloudFront.");
        assertThat(limited.checks()).last().isEqualTo(new Explanation.Check(Optional.of(Rule.ADDRESS), "Viewer's address",
                Finding.State.UNDECIDED, "the viewer's address is not known here"));
        assertThat(unlimited.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(unlimited.checks()).extracting(Explanation.Check::sentence).contains("any IPv4 address is in 0.0.0.0/0");
    }

    @Test
    void explainerWithoutKeys_checksEverythingElse() {
        Explanation signed = new Explainer(List.of(), Set.of()).explain(Asked.of(signer.cannedUrl(URL, LATER), NOW));
        Explanation expired = new Explainer(List.of(), Set.of()).explain(Asked.of(signer.cannedUrl(URL, NOW), NOW));

        assertThat(signed.outcome()).isEqualTo(Explanation.Outcome.UNDECIDED);
        assertThat(signed.has(Rule.KEY, Finding.State.UNDECIDED)).isTrue();
        assertThat(signed.has(Rule.SIGNATURE, Finding.State.UNDECIDED)).isTrue();
        assertThat(signed.has(Rule.EXPIRY, Finding.State.PASSED)).isTrue();
        assertThat(expired.code()).hasValue(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void unknownKeyPairId_isComparedWithTheKnownKeys() {
        String url = signer.cannedUrl(URL, LATER).replace("=KRSA", "=KOTHER");

        assertThat(explain(url).sentence()).isEqualTo("unknown key pair ID 'KOTHER'; the known keys are KRSA");
        KnownKey unseen = new KnownKey("KRSA", "kms", Optional.empty(), true, Optional.empty());
        assertThat(new Explainer(List.of(unseen), Set.of()).explain(Asked.of(url, NOW)).sentence())
                .isEqualTo("unknown key pair ID 'KOTHER'; no keys are known here");
        assertThat(explainer.explain(Asked.withCookies(url, NOW, signer.customCookies(WIDE, LATER))).sentence())
                .startsWith("unknown key pair ID 'KOTHER'; the known keys are KRSA; the cookies are valid, but are ignored");
    }

    @Test
    void removedKey_isNamed() {
        Explainer other = new Explainer(List.of(
                new KnownKey("KRSA", "media", Optional.of(TestKeys.RSA.getPublic()), false, Optional.empty()),
                new KnownKey("KNEW", "media", Optional.of(TestKeys.OTHER_RSA.getPublic()), true, Optional.empty())), Set.of());

        Explanation explanation = other
                .explain(Asked.of(signer.cannedUrl(URL, LATER).replace("=KRSA", "=KNEW"), NOW));

        assertThat(explanation.sentence())
                .isEqualTo("the signature does not match: it was made with the key KRSA, but the request names KNEW");
    }

    /** Its signature does not matter, so it is not "cannot say". */
    @Test
    void removedKeyWithoutAPublicKey_isNotInTheKeyGroup() {
        Explainer other = new Explainer(List.of(
                new KnownKey("KRSA", "kms", Optional.empty(), false, Optional.empty()),
                new KnownKey("KNEW", "media", Optional.of(TestKeys.OTHER_RSA.getPublic()), true, Optional.empty())), Set.of());

        Explanation explanation = other.explain(Asked.of(signer.cannedUrl(URL, LATER), NOW));

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.REFUSED);
        assertThat(explanation.sentence()).isEqualTo("the key KRSA of kms is not in the key group");
    }

    @Test
    void signature_isTriedWithAnotherUrl() {
        String signed = signer.customUrl(URL, WIDE, LATER);

        Explanation covered = explainer
                .explain(Asked.withOtherUrl(signed, NOW, "https://media.example.com/album/b.jpg?size=s"));
        Explanation outside = explainer.explain(Asked.withOtherUrl(signed, NOW,
                signer.customUrl("https://media.example.com/books/b.jpg", "https://media.example.com/books/*",
                        LATER)));

        assertThat(covered.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(covered.parts().url()).isEqualTo("https://media.example.com/album/b.jpg?size=s");
        assertThat(outside.sentence()).startsWith("the policy's resource " + WIDE + " does not cover the URL");
    }

    @ParameterizedTest
    @ValueSource(strings = { " %s ", "\"%s\"", "<%s>", "'%s'\n", "%s#t=10" })
    void urlWithSurroundingText_isFound(String pasted) {
        assertThat(explain(pasted.formatted(signer.cannedUrl(URL, LATER))).outcome())
                .isEqualTo(Explanation.Outcome.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/album/a.jpg", "ftp://media.example.com/a", "https://", "hello", "https:///a" })
    void otherText_isReportedAsNotAUrl(String pasted) {
        assertThatThrownBy(() -> explain(pasted)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "This is not a URL. Paste a complete URL with https:// and the host, such as https://media.example.com/a.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = { "%s", "Cookie: session=1; %s", "cookie:%s" })
    void cookies_areReadFromAHeaderOrItsValue(String header) {
        Explanation explanation = explainer
                .explain(Asked.withCookies(URL, NOW, header.formatted(signer.customCookies(WIDE, LATER))));

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(explanation.parts().signedBy()).hasValue("COOKIES");
        assertThat(explanation.checks().get(0)).isEqualTo(new Explanation.Check(Optional.empty(), "Browser",
                Finding.State.PASSED, "a browser sends the cookies"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "https://media.example.com/album/a.jpg | Path=/album/; Domain=.example.com; Secure |",
            "https://media.example.com/album/a.jpg | Path=/album; Domain=media.example.com | ",
            "https://media.example.com/album/a.jpg | Path=/; HttpOnly | ",
            "http://localhost:8080/album/a.jpg     | Path=/; Secure | ",
            "http://acme.localhost/album/a.jpg     | Path=/; Secure | ",
            "https://media.example.com/album/a.jpg | Path = /album; HttpOnly | ",
            "https://media.example.com/album/a.jpg | Path=album | ",
            "https://media.example.com/album/a.jpg | Path = /alb; HttpOnly | its Path=/alb does not cover /album/a.jpg",
            "http://media.example.com/album/a.jpg  | Secure ; Path=/ | it is Secure, but the URL begins with http://",
            "https://media.example.com/album/a.jpg | Path=/alb | its Path=/alb does not cover /album/a.jpg",
            "https://media.example.com/album/a.jpg | Path=/album/* | its Path=/album/* contains a *, which browsers treat",
            "https://media.example.com/album/a.jpg | Path=/; Domain=ample.com | its Domain=ample.com does not cover the host",
            "https://d111.cloudfront.net/album/a   | Path=/; Domain=cloudfront.net | browsers do not accept cookies for",
            "http://media.example.com/album/a.jpg  | Path=/; Secure | it is Secure, but the URL begins with http://",
    })
    void cookie_isSentWhereItsAttributesAllow(String url, String attributes, String obstacle) {
        String headers = "CloudFront-Policy=x; " + attributes + "\nSet-Cookie: session=1; Path=/elsewhere/";

        Explanation explanation = explainer.explain(Asked.withCookies(url, NOW, headers));

        Explanation.Check browser = explanation.checks().get(0);
        assertThat(browser.name()).isEqualTo("Browser");
        if (obstacle == null) {
            assertThat(browser.state()).isEqualTo(Finding.State.PASSED);
        } else {
            assertThat(browser.sentence()).startsWith("the browser does not send CloudFront-Policy: " + obstacle);
            assertThat(explanation.code()).hasValue(ErrorCode.MISSING_KEY);
        }
    }

    @Test
    void signedUrl_withCookiesThatAreNotSent_isExplained() {
        Explanation explanation = explainer
                .explain(Asked.withCookies(signer.cannedUrl(URL, LATER), NOW, "CloudFront-Policy=x; Path=/elsewhere/"));

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.ALLOWED);
        assertThat(explanation.checks()).noneMatch(check -> check.name().equals("Browser"));
    }

    @Test
    void policyThatGrantsMoreThanItSeems_isPointedOut() {
        String json = "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2000000000}}}]}";

        assertThat(explain(URL + "?" + signer.customQuery(json)).cautions()).containsExactly(
                "The policy does not name a resource: it grants access to every file of every distribution that trusts the "
                        + "key.");
        for (String resource : new String[] { "*", "https://*", "http*://*.example.com/*", "https://*/album/*" }) {
            assertThat(explain(signer.customUrl(URL, resource, LATER)).cautions()).as(resource).containsExactly("The resource "
                    + "has a wildcard in its host: it may grant access to files of other distributions that trust the key.");
        }
        assertThat(explain(signer.customUrl(URL, "http*://media.example.com/*", LATER)).cautions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "?response-content-disposition=attachment | response-content-disposition | it",
            "?a=b&response-content-disposition=inline&response-content-type=text%2Fcsv | "
                    + "response-content-disposition and response-content-type | them"
    })
    void parametersForS3_areExplained(String query, String names, String them) {
        assertThat(explain(signer.customUrl(URL + query, URL + "*", LATER)).cautions()).containsExactly("CloudFront passes "
                + names + " on to S3 only if the cache policy of the path forwards " + them
                + ". CachingOptimized does not: use "
                + "a cache policy that has " + them + " in its query strings.");
    }

    @Test
    void markOfAUrl_isDescribed() {
        String mark = "?mark=kx3bq0vVn2mSdA1Z.tp9io0-Qm3_xA.Zp0m1u2t3r4e5w6q7a8s9d";

        assertThat(explain(signer.customUrl(URL + mark, URL + "*", LATER)).cautions()).containsExactly("The mark, which is not "
                + "checked here, identifies the user kx3bq0vVn2mSdA1Z. Revocations after 2026-11-29T12:00:00Z invalidate it.");
        assertThat(explain(signer.customUrl(URL + mark.replace("Z.", "."), URL + "*", LATER)).cautions()).isEmpty();
        // the page's own parameter
        assertThat(explainer.explain(Asked.withCookies(URL + mark, NOW, signer.customCookies(WIDE, LATER))).cautions())
                .isEmpty();
    }

    @Test
    void linkThatOpensADirectory_isDescribed() {
        String link = URL + "?open-directory";

        assertThat(explain(signer.customUrl(link, WIDE, LATER)).cautions())
                .containsExactly(
                        "The URL is a link that opens a directory: a function of the distribution sets cookies for /album/, "
                                + "unless the browser has other signed cookies for this path.");
        assertThat(explain(signer.customUrl(link, URL + "*", LATER)).cautions()).containsExactly("The URL has the "
                + "open-directory parameter, but its policy does not cover exactly one directory, so no cookies are set. Sign "
                + "a resource that ends in /* and has no other wildcard.");
        assertThat(explainer.explain(Asked.withCookies(link, NOW, signer.customCookies(WIDE, LATER))).cautions()).isEmpty();
    }

    @Test
    void otherParameters_areNoReasonForCaution() {
        assertThat(explain(signer.customUrl(URL + "?a=response-content-type&response-content-types=x", URL + "*", LATER))
                .cautions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.Kind.class)
    void eachReason_hasARemedyOfOneSentence(Reason.Kind kind) {
        assertThat(Remedy.of(kind)).matches("[A-Z][^.]*(?:\\.[^ ][^.]*)*\\.");
    }

    @Test
    void explanation_hasNoSignature() {
        String url = signer.cannedUrl(URL, LATER);
        String signature = url.replaceAll(".*Signature=([^&]*).*", "$1");

        for (String pasted : new String[] { url, url.replace("a.jpg", "b.jpg"), url.replace("KRSA", signature) }) {
            assertThat(explain(pasted).toString()).doesNotContain(signature.substring(0, 20));
        }
        // a parameter that CloudFront does not reserve is part of the URL
        Explanation misspelt = explain(url.replace("Signature=", "signature="));
        assertThat(misspelt.sentence() + misspelt.remedy() + misspelt.checks() + misspelt.cautions())
                .doesNotContain(signature.substring(0, 20));
    }

    private Explanation explain(String url) {
        return explainer.explain(Asked.of(url, NOW));
    }
}
