package io.quarkiverse.cloudfront.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** Each reason for which CloudFront refuses a request, with a mistake that causes it and the remedy. */
class RemedyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(900);
    private static final String SECONDS = String.valueOf(LATER.getEpochSecond());
    private static final String URL = "https://media.example.com/album/a.jpg";
    private static final String WIDE = "https://media.example.com/album/*";

    private final AwsSigner signer = AwsSigner.rsaSha256();
    private final String signed = signer.cannedUrl(URL, LATER);
    private final Explainer explainer = new Explainer(List.of(
            new KnownKey("KRSA", "the signer media", Optional.of(TestKeys.RSA.getPublic()), true, Optional.empty()),
            new KnownKey("KEC", "the signer media", Optional.of(TestKeys.EC.getPublic()), true, Optional.empty())),
            Set.of("media.example.com"));

    private record Mistake(ExplainedRequest request, String remedy) {
    }

    private Mistake mistake(Reason.Kind kind) {
        return switch (kind) {
            case UNSIGNED -> mistake(URL, "Request the URL as the signer returned it");
            case KEY_PAIR_ID_MISSING ->
                mistake(signed.replace("&Key-Pair-Id=KRSA", ""), "Keep the complete query of the signed URL");
            case KEY_PAIR_ID_IS_KEY -> mistake(signed.replace("=KRSA", "=-----BEGIN%20PUBLIC%20KEY-----%0AMIIBIjANBgkq"),
                    "replace the key pair");
            case KEY_PAIR_ID_MALFORMED -> mistake(signed.replace("=KRSA", "=K-RSA"), "such as K2JCJMDEHXQW5F");
            case PLAYLIST_VARIABLE -> mistake(signed.replace("=KRSA", "={$kid}"), "Use a player that supports EXT-X-DEFINE");
            case UNKNOWN_KEY -> mistake(signed.replace("=KRSA", "=KOTHER"), "Add the public key to a key group");
            case SIGNATURE_MISSING -> mistake(signed.replaceAll("Signature=[^&]*&", ""), "Keep the signature as");
            case SIGNATURE_UNREADABLE ->
                mistake(signed.replaceAll("Signature=[^&]*", "Signature=a+b/c="), "Keep the signature as");
            case POLICY_MISSING -> mistake(signed.replaceAll("Expires=[^&]*&", ""), "check whether its length is limited");
            case POLICY_UNREADABLE -> mistake(URL + "?" + signer.customQuery("{\"Statement\":[]}"), "exactly one statement");
            case DATE_OUT_OF_RANGE -> mistake(URL + "?" + signer.cannedQuery(URL, SECONDS + "000", SECONDS + "000"),
                    "Instant.getEpochSecond()");
            case AMBIGUOUS -> mistake(signed + "&Expires=1", "do not sign a URL twice");
            case HASH_ALGORITHM_UNKNOWN -> mistake(signed.replace("=SHA256", "=SHA512"), "Send Hash-Algorithm=SHA256 if, and "
                    + "only if,");
            case SIGNATURE_MISMATCH -> mistake(signed.replaceAll("Signature=[^&]*", "Signature=QUI_"),
                    "compare the public key of the signer's private key");
            case SCHEME_DIFFERS -> mistake(signed.replace("https://", "http://"), "Sign the URL with the scheme");
            case HOST_DIFFERS ->
                mistake(signed.replace("media.example.com", "www.example.com"), "as their address bar shows it");
            case DISTRIBUTION_NAME_DIFFERS -> mistake(signed.replace("media.example.com", "d111111abcdef8.cloudfront.net"),
                    "use either the alternate domain name everywhere");
            case CASE_DIFFERS -> mistake(signed.replace("album", "Album"), "upper and lower case");
            case QUERY_DIFFERS -> mistake(signed + "&utm_source=mail", "before you sign the URL");
            case WILDCARD_IN_CANNED -> mistake(URL + "?" + signer.cannedQuery(WIDE, SECONDS, SECONDS),
                    "in which * and ? are wildcards");
            case ENCODING_DIFFERS -> mistake("https://media.example.com/a%20b.jpg?"
                    + signer.cannedQuery("https://media.example.com/a b.jpg", SECONDS, SECONDS),
                    "Percent-encode the path before you sign the URL");
            case EXPIRY_IN_MILLISECONDS -> mistake(URL + "?" + signer.cannedQuery(URL, SECONDS + "000", SECONDS),
                    "Instant.getEpochSecond()");
            case HASH_DIFFERS -> mistake(AwsSigner.rsaSha1().cannedUrl(URL, LATER) + "&Hash-Algorithm=SHA256",
                    "Send Hash-Algorithm=SHA256 if, and only if,");
            case KEY_DIFFERS -> mistake(AwsSigner.ecSha256().cannedUrl(URL, LATER).replace("=KEC", "=KRSA"),
                    "Send the ID of the key that signs");
            case SIGNATURE_FORM_DIFFERS -> mistake(URL + "?Expires=" + SECONDS + "&Signature="
                    + AwsSigner.ecSha256().signature(AwsSigner.canned(URL, SECONDS), "SHA256withECDSAinP1363Format")
                    + "&Key-Pair-Id=KEC&Hash-Algorithm=SHA256", "a DER-encoded signature");
            case RESOURCE_MISMATCH -> mistake(signer.customUrl("https://media.example.com/books/b.jpg", WIDE, LATER),
                    "Request only URLs that the resource covers");
            case EXPIRED -> mistake(signer.cannedUrl(URL, NOW.minusSeconds(60)), "the signer's clock is slow");
            case NOT_YET_VALID -> mistake(signer.customUrl(URL, WIDE, LATER, NOW.plusSeconds(90), null),
                    "the signer's clock is fast");
            case ADDRESS_MISMATCH ->
                mistake(signer.customUrl(URL, WIDE, LATER, null, "192.0.2.7/32"), "read the Forwarded headers");
            case ADDRESS_NOT_IPV4 ->
                new Mistake(Asked.from(signer.customUrl(URL, WIDE, LATER, null, "192.0.2.7/32"), NOW, "2001:db8::7"),
                        "disable IPv6");
        };
    }

    private static Mistake mistake(String url, String remedy) {
        return new Mistake(Asked.of(url, NOW), remedy);
    }

    @ParameterizedTest
    @EnumSource
    void mistake_leadsToItsRemedy(Reason.Kind kind) {
        Mistake mistake = mistake(kind);

        Explanation explanation = explainer.explain(mistake.request);

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.REFUSED);
        assertThat(explanation.code()).hasValue(kind.code());
        assertThat(explanation.remedy()).hasValue(Remedy.of(kind));
        assertThat(explanation.remedy().orElseThrow()).contains(mistake.remedy);
    }
}
