package io.quarkiverse.cloudfront.edge.verify;

import static io.quarkiverse.cloudfront.edge.verify.Verifications.LATER;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.NOW;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.VIEWER;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.refused;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verify;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

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

    @Test
    void anotherCaseOfThePath_isReported() {
        assertReason(requested("http://e.com/Films/A.jpg?X=1", "http://e.com/films/a.jpg?X=1"), Reason.Kind.CASE_DIFFERS,
                "the URL was signed for the path /films/a.jpg, but requested with the path /Films/A.jpg");
    }

    @ParameterizedTest
    @CsvSource({
            "?x=1, ''",
            "?x=1&y=2, ?x=1",
            "?x=1&y=2, ?y=2",
            "?utm=1&x=1&y=2, ?x=1&y=2",
            "?x=1&y=2&z=3, ?x=1",
            "'', ?"
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

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
            "?name=a%20b;c, ?name=a b;c, before its query string was percent-encoded",
            "/%20?name=%C3%BC, / ?name=ü, before its path and query string were percent-encoded",
            "?d=attachment;filename=%22a%22, ?d=attachment%3Bfilename%3D%22a%22, with a percent-encoding other than",
            "?x=1&name=a%20b, ?x=1&name=a+b, with a percent-encoding other than",
            "?name=a+b&x, ?name=a%20b&x, with a percent-encoding other than",
            "?name=it%27s%20%281%29%2A%21, ?name=it's%20(1)*!, with a percent-encoding other than",
            "?name=a;b'%27, ?name=a%3Bb'', with a percent-encoding other than" })
    void anotherEncodingOfTheQuery_isReported(String requested, String signed, String sentence) {
        assertReason(requested("http://e.com/a" + requested, "http://e.com/a" + signed), Reason.Kind.ENCODING_DIFFERS,
                sentence);
    }

    @Test
    void invalidEscape_isNotDecoded() {
        ViewerRequest request = new ViewerRequest("http", "e.com",
                "/a%2?x=%zz&" + signer.cannedQuery("http://e.com/b", SECONDS, SECONDS), List.of(), VIEWER);

        assertThat(refused(new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)).verify(request,
                KeyGroup.of("media", "KRSA", TestKeys.RSA.getPublic()))).kind()).isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
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
                "Expires is " + SECONDS + "000, which is too large for a number of seconds; is it in milliseconds?");
    }

    @Test
    void anotherHash_isReported() {
        assertReason(AwsSigner.rsaSha1().cannedUrl(URL, LATER) + "&Hash-Algorithm=SHA256", Reason.Kind.HASH_DIFFERS,
                "it was made with RSA with SHA-1, but the request makes CloudFront expect RSA with SHA-256");
        assertReason(AwsSigner.rsaSha256().customUrl(URL, URL, LATER).replace("&Hash-Algorithm=SHA256", ""),
                Reason.Kind.HASH_DIFFERS, "it was made with RSA with SHA-256, but the request makes CloudFront expect RSA with "
                        + "SHA-1");
        assertReason(AwsSigner.ecSha1().cannedUrl(URL, LATER) + "&Hash-Algorithm=SHA256", Reason.Kind.HASH_DIFFERS,
                "it was made with ECDSA with SHA-1, but the request makes CloudFront expect ECDSA with SHA-256");
        assertReason(AwsSigner.ecSha256().customUrl(URL, URL, LATER).replace("=SHA256", "=SHA1"), Reason.Kind.HASH_DIFFERS,
                "it was made with ECDSA with SHA-256, but the request makes CloudFront expect ECDSA with SHA-1");
    }

    @Test
    void anotherKeyOfTheGroup_isReported() {
        assertReason(AwsSigner.ecSha256().cannedUrl(URL, LATER).replace("=KEC", "=KRSA"), Reason.Kind.KEY_DIFFERS,
                "it was made with the key KEC, but the request names KRSA");
        assertReason(AwsSigner.rsaSha256().customUrl(URL, URL, LATER).replace("=KRSA", "=KEC"), Reason.Kind.KEY_DIFFERS,
                "it was made with the key KRSA, but the request names KEC");
    }

    @Test
    void signatureFormatsOfJoseAndKms_areReported() throws Exception {
        String json = AwsSigner.canned(URL, SECONDS);
        String p1363 = AwsSigner.ecSha256().signature(json, "SHA256withECDSAinP1363Format");
        assertReason(URL + "?Expires=" + SECONDS + "&Signature=" + p1363 + "&Key-Pair-Id=KEC&Hash-Algorithm=SHA256",
                Reason.Kind.SIGNATURE_FORM_DIFFERS, "it was made with ECDSA in the P1363 form");

        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initSign(TestKeys.RSA.getPrivate());
        pss.update(json.getBytes(StandardCharsets.UTF_8));
        assertReason(URL + "?Expires=" + SECONDS + "&Signature=" + AwsSigner.encode(pss.sign())
                + "&Key-Pair-Id=KRSA&Hash-Algorithm=SHA256", Reason.Kind.SIGNATURE_FORM_DIFFERS,
                "it was made with RSASSA-PSS");
    }

    @Test
    void unexplainedMismatch_isShownAsCloudFrontSeesIt() {
        assertReason(requested("http://e.com/b.jpg?x=1&signature=hidden", "http://e.com/a.jpg"),
                Reason.Kind.SIGNATURE_MISMATCH, "the signature does not match: CloudFront rebuilt the canned policy for "
                        + "http://e.com/b.jpg?x=1&signature=... and 2026-11-24T14:15:00Z; either a different policy was "
                        + "signed");
    }

    @ParameterizedTest
    @CsvSource({ "?x=1, &y=1", "/a, /b" })
    void longUrl_doesNotCauseMoreVerificationsThanAShorterOne(String first, String next) {
        long shorter = verificationsOf(URL + first + next.repeat(60));

        assertThat(verificationsOf(URL + first + next.repeat(1_500))).isEqualTo(shorter);
        assertThat(shorter).isGreaterThan(verificationsOf(URL + first + next));
    }

    /** How often the key is read until a signature for another URL is refused, which is once or more for each verification. */
    private long verificationsOf(String url) {
        CountingKey key = new CountingKey((RSAPublicKey) TestKeys.RSA.getPublic());
        ViewerRequest request = new ViewerRequest("http", "localhost:8080",
                requested(url, "http://e.com/other").substring("http://localhost:8080".length()), List.of(), VIEWER);

        Reason reason = refused(new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)).verify(request,
                KeyGroup.of("media", "KRSA", key)));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
        return key.reads.get();
    }

    private record CountingKey(RSAPublicKey key, AtomicLong reads) implements RSAPublicKey {

        private CountingKey(RSAPublicKey key) {
            this(key, new AtomicLong());
        }

        @Override
        public BigInteger getModulus() {
            reads.incrementAndGet();
            return key.getModulus();
        }

        @Override
        public BigInteger getPublicExponent() {
            return key.getPublicExponent();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return key.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return key.getEncoded();
        }
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
