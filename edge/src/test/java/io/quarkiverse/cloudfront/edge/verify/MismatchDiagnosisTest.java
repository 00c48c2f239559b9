package io.quarkiverse.cloudfront.edge.verify;

import static io.quarkiverse.cloudfront.edge.verify.Verifications.LATER;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.NOW;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.refused;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verify;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

class MismatchDiagnosisTest {

    private static final String URL = "http://localhost:8080/a.jpg";
    private static final String SECONDS = String.valueOf(LATER.getEpochSecond());

    private final AwsSigner signer = AwsSigner.rsaSha256();

    @Test
    void anotherScheme_isReported() {
        assertReason(requested(URL, "https://localhost:8080/a.jpg"), Reason.Kind.SCHEME_DIFFERS,
                "the URL was signed for https, but requested over http");
    }

    @ParameterizedTest
    @CsvSource({
            "http://E.com/a, http://e.com/a, the URL was signed for the host e.com",
            "http://e.com/a, http://e.com:80/a, the URL was signed for the host e.com:80",
            "http://e.com:80/a, http://e.com/a, the URL was signed for the host e.com",
            "https://e.com:443/a, https://e.com/a, the URL was signed for the host e.com"
    })
    void anotherSpellingOfTheHost_isReported(String url, String signed, String sentence) {
        assertReason(requested(url, signed), Reason.Kind.HOST_DIFFERS, sentence);
    }

    @ParameterizedTest
    @CsvSource({
            "?x=1, ''",
            "?x=1&y=2, ?x=1",
            "?x=1&y=2, ?y=2",
            "?utm=1&x=1&y=2, ?x=1&y=2",
            "?x=1&y=2&z=3, ?x=1"
    })
    void anotherQuery_isReported(String query, String signed) {
        assertReason(requested(URL + query, URL + signed), Reason.Kind.QUERY_DIFFERS,
                "the query string was added to or changed after signing");
    }

    @Test
    void urlSignedBeforeEncoding_isReported() {
        assertReason(requested("http://e.com/a%20b+c%40d.jpg?x=%20", "http://e.com/a b+c@d.jpg?x=%20"),
                Reason.Kind.ENCODING_DIFFERS, "before its path was percent-encoded");
    }

    @Test
    void expirySignedInMilliseconds_isReported() {
        assertReason(URL + "?" + signer.cannedQuery(URL, SECONDS + "000", SECONDS), Reason.Kind.EXPIRY_IN_MILLISECONDS,
                "milliseconds");
    }

    @Test
    void expirySentInMilliseconds_isReported() {
        Reason reason = refused(verify(URL + "?" + signer.cannedQuery(URL, SECONDS + "000", SECONDS + "000")));

        assertThat(reason.sentence()).isEqualTo(
                "Expires is " + SECONDS + "000, beyond the 2147483647 that CloudFront accepts; is it in milliseconds?");
    }

    @Test
    void anotherHash_isReported() {
        assertReason(AwsSigner.rsaSha1().cannedUrl(URL, LATER) + "&Hash-Algorithm=SHA256", Reason.Kind.HASH_DIFFERS,
                "it was made with RSA with SHA-1, but the request makes CloudFront expect RSA with SHA-256");
        assertReason(AwsSigner.rsaSha256().customUrl(URL, URL, LATER).replace("&Hash-Algorithm=SHA256", ""),
                Reason.Kind.HASH_DIFFERS, "it was made with RSA with SHA-256, but the request makes CloudFront expect RSA with "
                        + "SHA-1");
    }

    @Test
    void anotherKeyOfTheGroup_isReported() {
        assertReason(AwsSigner.ec().cannedUrl(URL, LATER).replace("=KEC", "=KRSA"), Reason.Kind.KEY_DIFFERS,
                "it was made with the key KEC, but the request names KRSA");
        assertReason(AwsSigner.rsaSha256().customUrl(URL, URL, LATER).replace("=KRSA", "=KEC"), Reason.Kind.KEY_DIFFERS,
                "it was made with the key KRSA, but the request names KEC");
    }

    @Test
    void signatureFormatsOfJoseAndKms_areReported() throws Exception {
        String json = AwsSigner.canned(URL, SECONDS);
        String p1363 = AwsSigner.ec().signature(json, "SHA256withECDSAinP1363Format");
        assertReason(URL + "?Expires=" + SECONDS + "&Signature=" + p1363 + "&Key-Pair-Id=KEC&Hash-Algorithm=SHA256",
                Reason.Kind.SIGNATURE_FORM_DIFFERS, "it was made with ECDSA in the P1363 form");

        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initSign(TestKeys.RSA.getPrivate());
        pss.update(json.getBytes(StandardCharsets.UTF_8));
        assertReason(URL + "?Expires=" + SECONDS + "&Signature=" + AwsSigner.encode(pss.sign())
                + "&Key-Pair-Id=KRSA&Hash-Algorithm=SHA256", Reason.Kind.SIGNATURE_FORM_DIFFERS,
                "it was made with RSASSA-PSS");

        String sha1 = AwsSigner.ec().signature(json, "SHA1withECDSA");
        assertReason(URL + "?Expires=" + SECONDS + "&Signature=" + sha1 + "&Key-Pair-Id=KEC&Hash-Algorithm=SHA256",
                Reason.Kind.SIGNATURE_FORM_DIFFERS, "it was made with ECDSA with SHA-1");
    }

    @Test
    void unexplainedMismatch_isShownAsCloudFrontSeesIt() {
        assertReason(requested("http://e.com/b.jpg?x=1&signature=hidden", "http://e.com/a.jpg"),
                Reason.Kind.SIGNATURE_MISMATCH, "the signature does not match: CloudFront rebuilt the canned policy for "
                        + "http://e.com/b.jpg?x=1&signature=... and 2026-11-24T14:15:00Z; either a different policy was "
                        + "signed");
    }

    @Test
    void manyParameters_doNotCauseManyGuesses() {
        String url = URL + "?" + "x=1&".repeat(1_500) + "y=1";
        long start = System.nanoTime();

        assertReason(requested(url, "http://e.com/other"), Reason.Kind.SIGNATURE_MISMATCH, "does not match");

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\r\nINFO forged line", "\u001b[31mred", "\u202egnp.exe", "\0" })
    void reason_cannotForgeALogLine(String evil) {
        String signature = signer.signature(AwsSigner.canned(URL, SECONDS));
        String[] urls = {
                "http://e.com/a" + evil + "?Expires=" + SECONDS + "&Signature=" + signature + "&Key-Pair-Id=KRSA",
                "http://e" + evil + "/a?Expires=" + SECONDS + "&Signature=" + signature + "&Key-Pair-Id=KRSA",
                URL + "?Expires=" + evil + "&Signature=QUI_&Key-Pair-Id=KRSA",
                URL + "?Expires=" + SECONDS + "&Signature=" + evil + "&Key-Pair-Id=KRSA",
                URL + "?Expires=" + SECONDS + "&Signature=QUI_&Key-Pair-Id=" + evil,
                URL + "?Expires=" + SECONDS + "&Signature=QUI_&Key-Pair-Id=KRSA&Hash-Algorithm=" + evil,
                URL + "?" + signer.customQuery("{\"" + evil.replace("\0", "\\u0000").replace("\r\n", "\\r\\n")
                        .replace("\u001b", "\\u001b") + "\":1}"),
                "http://e.com/a" + evil + "?" + signer.customQuery(AwsSigner.canned("http://e.com/b", SECONDS)),
        };
        for (String url : urls) {
            assertThat(refused(verify(url)).sentence()).matches("[ -~]+").hasSizeLessThan(500);
        }
        assertThat(refused(verifyAt(NOW, signer.customUrl(URL, URL, LATER, null, "1.2.3.4"), "", evil)).sentence())
                .matches("[ -~]+");
    }

    @Test
    void reason_hasNoSignatureOrKey() {
        String secret = signer.signature("secret");
        String[] urls = {
                signer.cannedUrl(URL, NOW),
                signer.cannedUrl(URL, LATER).replace("a.jpg", "b.jpg"),
                URL + "?Expires=" + secret + "&Signature=QUI_&Key-Pair-Id=KRSA",
                URL + "?Expires=" + SECONDS + "&Signature=QUI_&Key-Pair-Id=" + secret,
                URL + "?Expires=" + SECONDS + "&Signature=QUI_&Key-Pair-Id=" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                URL + "?Expires=" + SECONDS + "&Signature=QUI_&Key-Pair-Id=KRSA&Hash-Algorithm=" + secret,
                URL + "?Policy=" + secret + "&Signature=" + secret + "&Key-Pair-Id=KRSA",
        };
        for (String url : urls) {
            String sentence = refused(verify(url)).sentence();
            assertThat(sentence).doesNotContain(secret.substring(0, 12)).doesNotContain("MIIEvQ")
                    .doesNotContainPattern("[A-Za-z0-9~-]{60}");
        }
    }

    private String requested(String url, String signedUrl) {
        return Verifications.append(url.replace(" ", "%20"), signer.cannedQuery(signedUrl, SECONDS, SECONDS));
    }

    private static void assertReason(String url, Reason.Kind kind, String sentence) {
        Reason reason = refused(verify(url));
        assertThat(reason.kind()).as(reason.sentence()).isEqualTo(kind);
        assertThat(reason.sentence()).contains(sentence);
        assertThat(kind.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void url_signedForHttpButRequestedOverHttps_isToldApart() {
        assertReason(requested("https://e.com/a.jpg", "http://e.com/a.jpg"), Reason.Kind.SCHEME_DIFFERS,
                "the URL was signed for http, but requested over https");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/*", "/*.jpg", "/x/*", "/x/y/*", "/x/*.jpg", "/x/y/*.jpg", "/x/y/a.jpg*", "/x/y/a.jpg?*" })
    void cannedPolicy_withAWildcardAboveTheUrl_isToldApart(String wildcard) {
        assertReason(requested("http://e.com/x/y/a.jpg", "http://e.com" + wildcard), Reason.Kind.WILDCARD_IN_CANNED,
                "a canned policy was signed for http://e.com" + wildcard + ", but");
    }

    @Test
    void customPolicy_changedAfterSigning_isNotTakenForACannedOne() {
        String http = AwsSigner.canned("http://e.com/a", SECONDS);
        String changed = "Policy="
                + AwsSigner.encode(AwsSigner.canned("https://e.com/a", SECONDS).getBytes(StandardCharsets.UTF_8))
                + "&Signature=" + signer.signature(http) + "&Key-Pair-Id=KRSA&Hash-Algorithm=SHA256";

        assertReason("https://e.com/a?" + changed, Reason.Kind.SIGNATURE_MISMATCH, "the policy was changed after signing");
    }
}
