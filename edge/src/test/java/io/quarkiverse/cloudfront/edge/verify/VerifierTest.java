package io.quarkiverse.cloudfront.edge.verify;

import static io.quarkiverse.cloudfront.edge.verify.Verifications.LATER;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.NOW;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.VIEWER;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.allowed;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.append;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.refused;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verify;
import static io.quarkiverse.cloudfront.edge.verify.Verifications.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.Assumed;
import io.quarkiverse.cloudfront.edge.AwsSigner;
import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

class VerifierTest {

    private static final String URL = "https://d111.cloudfront.net/album/a.jpg";
    private static final String WIDE = "https://d111.cloudfront.net/album/*";

    static Stream<AwsSigner> signers() {
        return Stream.of(AwsSigner.rsaSha1(), AwsSigner.rsaSha256(), AwsSigner.ecSha256());
    }

    @ParameterizedTest
    @MethodSource("signers")
    void cannedPolicyInTheUrl_isAccepted(AwsSigner signer) {
        Verdict.Allowed allowed = allowed(verify(signer.cannedUrl(URL, LATER)));

        assertThat(allowed.keyPairId()).isEqualTo(signer.keyPairId());
        assertThat(allowed.canned()).isTrue();
        assertThat(allowed.source()).isEqualTo(Verdict.Source.URL);
        assertThat(allowed.target()).isEqualTo("/album/a.jpg");
        assertThat(allowed.policy().resource()).hasValue(URL);
        assertThat(allowed.policy().expires()).isEqualTo(LATER);
    }

    @ParameterizedTest
    @MethodSource("signers")
    void customPolicyInTheUrl_isAccepted(AwsSigner signer) {
        Verdict.Allowed allowed = allowed(verify(signer.customUrl(URL + "?size=l", WIDE, LATER, NOW.minusSeconds(60),
                "192.0.2.0/24")));

        assertThat(allowed.canned()).isFalse();
        assertThat(allowed.target()).isEqualTo("/album/a.jpg?size=l");
        assertThat(allowed.policy().resource()).hasValue(WIDE);
        assertThat(allowed.policy().notBefore()).hasValue(NOW.minusSeconds(60));
        assertThat(allowed.policy().sourceIp()).hasValueSatisfying(range -> assertThat(range).hasToString("192.0.2.0/24"));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void signedCookies_areAccepted(AwsSigner signer) {
        Verdict.Allowed canned = allowed(verify(URL, signer.cannedCookies(URL, LATER)));
        Verdict.Allowed custom = allowed(verify(URL + "?x=1", "session=1; " + signer.customCookies(WIDE, LATER)));

        assertThat(canned.source()).isEqualTo(Verdict.Source.COOKIES);
        assertThat(canned.canned()).isTrue();
        assertThat(custom.canned()).isFalse();
        assertThat(custom.target()).isEqualTo("/album/a.jpg?x=1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "?x=1", "?x=1&x=2&y=&z", "?q=a%20b+c%2F%40", "?'" })
    void ownQuery_isPartOfTheResource(String query) {
        AwsSigner signer = AwsSigner.rsaSha256();

        assertThat(allowed(verify(signer.cannedUrl(URL + query, LATER))).target()).isEqualTo("/album/a.jpg" + query);
        assertThat(refused(verify(signer.cannedUrl(URL + query, LATER).replace(query, "?x=3"))).kind().code())
                .isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a%2Fb%40c.jpg", "/a%20b", "//a", "/*", "/" })
    void url_isNeitherDecodedNorNormalized(String target) {
        String url = "http://localhost:8080" + target;
        AwsSigner signer = AwsSigner.rsaSha256();
        String seconds = String.valueOf(LATER.getEpochSecond());

        assertThat(allowed(verify(url + "?" + signer.cannedQuery(url, seconds, seconds))).target()).isEqualTo(target);
    }

    @Test
    void emptyQuery_withAppendedParameters_remains() {
        AwsSigner signer = AwsSigner.rsaSha256();
        String seconds = String.valueOf(LATER.getEpochSecond());

        assertThat(allowed(verify(URL + "?&" + signer.cannedQuery(URL + "?", seconds, seconds))).target())
                .isEqualTo("/album/a.jpg?");
    }

    @Test
    void parameters_areAcceptedInAnyOrder() {
        String signed = AwsSigner.rsaSha256().cannedUrl(URL + "?x=1", LATER);
        String[] parameters = signed.substring(signed.indexOf('?') + 1).split("&");
        assertThat(parameters).hasSize(5);

        String shuffled = String.join("&", parameters[4], parameters[2], parameters[0], parameters[3], parameters[1]);

        assertThat(allowed(verify(URL + "?" + shuffled)).target()).isEqualTo("/album/a.jpg?x=1");
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = "unsigned")
    @Test
    void unsignedRequest_isAMissingKey() {
        Reason reason = refused(verify(URL, "session=1; cloudfront-policy=x"));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.UNSIGNED);
        assertThat(reason.kind().code()).isEqualTo(ErrorCode.MISSING_KEY);
        assertThat(reason.sentence()).startsWith("unsigned");
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = { "no-key-pair-id", "key-pair-id-empty", "key-pair-id-malformed" })
    @Test
    void missingOrInvalidKeyPairId_isAMissingKey() {
        String signed = AwsSigner.rsaSha256().cannedUrl(URL, LATER);

        assertThat(refused(verify(signed.replace("&Key-Pair-Id=KRSA", ""))))
                .isEqualTo(new Reason(Reason.Kind.KEY_PAIR_ID_MISSING,
                        "there is Expires, Signature, Hash-Algorithm, but no Key-Pair-Id"));
        assertThat(refused(verify(signed.replace("=KRSA", "="))).kind()).isEqualTo(Reason.Kind.KEY_PAIR_ID_MISSING);
        Reason odd = refused(verify(signed.replace("=KRSA", "=K%20RSA")));
        assertThat(odd.kind()).isEqualTo(Reason.Kind.KEY_PAIR_ID_MALFORMED);
        assertThat(odd.kind().code()).isEqualTo(ErrorCode.MISSING_KEY);
        assertThat(odd.sentence()).contains("'K%20RSA'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{$kid}", "%7B$kid%7D", "%7b%24kid%7d", "{$Key-Pair-Id}" })
    void variableOfAPlaylist_isNamed(String variable) {
        Reason reason = refused(verify(URL + "?Policy={$Policy}&Signature={$Signature}&Key-Pair-Id=" + variable
                + "&Hash-Algorithm={$alg}"));

        assertThat(reason).isEqualTo(new Reason(Reason.Kind.PLAYLIST_VARIABLE,
                "Key-Pair-Id is a variable of an HLS playlist, '" + variable + "', which the player has not replaced"));
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = "key-pair-id-unknown")
    @Test
    void unknownKeyPairId_isAnInvalidKey() {
        Reason reason = refused(verify(AwsSigner.rsaSha256().cannedUrl(URL, LATER).replace("=KRSA", "=KOLD")));

        assertThat(reason.kind().code()).isEqualTo(ErrorCode.INVALID_KEY);
        assertThat(reason.sentence())
                .isEqualTo("unknown key pair ID 'KOLD'; the trusted key group 'media' has KRSA, KEC");
    }

    @Test
    void keyPairId_isCaseSensitive() {
        assertThat(refused(verify(AwsSigner.rsaSha256().cannedUrl(URL, LATER).replace("=KRSA", "=krsa"))).kind())
                .isEqualTo(Reason.Kind.UNKNOWN_KEY);
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = { "no-signature", "signature-standard-base64", "signature-not-base64",
            "signature-other-text" })
    @Test
    void missingOrMalformedSignature_isRejected() {
        String query = "?Expires=" + LATER.getEpochSecond() + "&Key-Pair-Id=KRSA";

        assertThat(refused(verify(URL + query)).kind()).isEqualTo(Reason.Kind.SIGNATURE_MISSING);
        for (String signature : new String[] { "QUI%3D", "QUI=", "QU+I", "QUI", "QU/I", "***" }) {
            Reason reason = refused(verify(URL + query + "&Signature=" + signature));
            assertThat(reason.kind().code()).isEqualTo(ErrorCode.MALFORMED_SIGNATURE);
        }
        assertThat(refused(verify(URL + query + "&Signature=QUI_")).kind()).isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = "no-policy")
    @Test
    void requestWithoutPolicyAndExpiry_isAMalformedPolicy() {
        Reason reason = refused(verify(URL + "?Signature=QUI_&Key-Pair-Id=KRSA"));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.POLICY_MISSING);
        assertThat(reason.kind().code()).isEqualTo(ErrorCode.MALFORMED_POLICY);
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = { "canned-text", "canned-negative", "canned-plus", "canned-decimal",
            "canned-hexadecimal", "canned-leading-zero", "canned-milliseconds", "canned-nineteen-digits", "canned-exponent",
            "canned-too-large" })
    @ParameterizedTest
    @ValueSource(strings = { "soon", "-1", "+1", "1.5", "0x10", "01764000000", "1764000000000", "99999999999999999999", "1e9",
            "100000000000", "%31" })
    void expiryThatIsNotADate_isAMalformedPolicy(String expires) {
        String query = AwsSigner.rsaSha256().cannedQuery(URL, expires, expires);

        assertThat(refused(verify(URL + "?" + query)).kind().code()).isEqualTo(ErrorCode.MALFORMED_POLICY);
    }

    @Assumed(value = Assumed.ERROR_CODES, asks = { "custom-no-statement", "custom-not-base64" })
    @Test
    void malformedPolicyWithAValidSignature_isRejected() {
        AwsSigner signer = AwsSigner.rsaSha256();

        assertThat(refused(verify(URL + "?" + signer.customQuery("{}"))).kind().code())
                .isEqualTo(ErrorCode.MALFORMED_POLICY);
        assertThat(refused(verify(URL + "?Policy=***&Signature=QUI_&Key-Pair-Id=KRSA")).kind().code())
                .isEqualTo(ErrorCode.MALFORMED_POLICY);
    }

    @Test
    void policyWithWhiteSpaceInAnyOrder_isAccepted() {
        String json = """
                {"Statement" : [ { "Condition": {"DateLessThan": {"AWS:EpochTime": 2000000000}}, "Resource": "https://*" } ] }
                """;

        assertThat(allowed(verify(URL + "?" + AwsSigner.ecSha256().customQuery(json))).policy().resource())
                .hasValue("https://*");
    }

    @Test
    void policyWithoutAResource_coversEveryUrl() {
        String json = "{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":2000000000}}}]}";
        String query = AwsSigner.rsaSha256().customQuery(json);

        assertThat(allowed(verify(URL + "?" + query)).policy().resource()).isEmpty();
        assertThat(allowed(verify("http://elsewhere.example/?" + query)).policy().resource()).isEmpty();
    }

    @Test
    void wildcardResourceOfTheSdk_coversEveryUrl() {
        assertThat(allowed(verify(AwsSigner.rsaSha256().customUrl(URL, "*", LATER))).target()).isEqualTo("/album/a.jpg");
    }

    @Test
    void policy_doesNotCoverOtherResources() {
        Reason reason = refused(
                verify(AwsSigner.rsaSha256().customUrl(URL, "https://d111.cloudfront.net/books/*", LATER)));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.RESOURCE_MISMATCH);
        assertThat(reason.kind().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
        assertThat(reason.sentence()).isEqualTo("the policy's resource https://d111.cloudfront.net/books/* does not cover "
                + "the URL: they differ at character 29, where the URL continues with \"album/a.jpg\"");
    }

    @Test
    void policyForAnotherScheme_isReported() {
        Reason http = refused(verify(AwsSigner.rsaSha256().customUrl(URL, WIDE.replace("https:", "http:"), LATER)));
        Reason path = refused(verify(AwsSigner.rsaSha256().customUrl(URL, "/album/*", LATER)));

        assertThat(http.kind()).isEqualTo(Reason.Kind.SCHEME_DIFFERS);
        assertThat(http.sentence()).endsWith(" is for http, but the request uses https");
        assertThat(path.kind()).isEqualTo(Reason.Kind.RESOURCE_MISMATCH);
        assertThat(path.sentence())
                .isEqualTo("the policy's resource /album/* is not a URL: it must begin with a scheme and a host");
    }

    @Test
    void queryNotCoveredByThePolicy_isNotRepeatedInTheReason() {
        Reason reason = refused(verify(AwsSigner.rsaSha256().customUrl(URL + "?pin=4711", URL, LATER)));

        assertThat(reason.sentence()).endsWith("they differ at character 40, in the query string")
                .doesNotContain("4711");
    }

    @Assumed(value = "the pages do not say what applies in the second of the expiry", asks = { "canned-at-the-second",
            "custom-at-the-second" })
    @Test
    void access_endsAtTheSecondOfTheExpiry() {
        String canned = AwsSigner.rsaSha256().cannedUrl(URL, LATER);
        String custom = AwsSigner.rsaSha256().customUrl(URL, WIDE, LATER);

        for (String url : new String[] { canned, custom }) {
            assertThat(allowed(verifyAt(LATER.minusMillis(1), url, "", VIEWER)).target()).isEqualTo("/album/a.jpg");
            assertThat(refused(verifyAt(LATER, url, "", VIEWER)))
                    .isEqualTo(new Reason(Reason.Kind.EXPIRED, "expired less than a second ago (2026-11-24T14:15:00Z)"));
            assertThat(refused(verifyAt(LATER.plusSeconds(192), url, "", VIEWER)).sentence())
                    .isEqualTo("expired 3 minutes 12 seconds ago (2026-11-24T14:15:00Z)");
            assertThat(refused(verifyAt(LATER.plusSeconds(90_061), url, "", VIEWER)).sentence())
                    .startsWith("expired 1 day 1 hour ago");
        }
    }

    @Assumed(value = "the pages do not say what applies in the second of the start", asks = { "custom-start-at-the-second",
            "custom-start-before-the-second" })
    @Test
    void access_beginsAfterTheSecondOfTheStart() {
        String url = AwsSigner.rsaSha256().customUrl(URL, WIDE, LATER, NOW, null);

        assertThat(refused(verifyAt(NOW, url, "", VIEWER))).isEqualTo(
                new Reason(Reason.Kind.NOT_YET_VALID, "not valid yet: access begins after 2026-11-24T14:00:00Z, in 1 second"));
        assertThat(refused(verifyAt(NOW.plusMillis(999), url, "", VIEWER)).kind()).isEqualTo(Reason.Kind.NOT_YET_VALID);
        assertThat(allowed(verifyAt(NOW.plusSeconds(1), url, "", VIEWER)).target()).isEqualTo("/album/a.jpg");
    }

    @Test
    void addressOutsideOfTheRange_isRejected() {
        String url = AwsSigner.rsaSha256().customUrl(URL, WIDE, LATER, null, "192.0.2.0/24");

        assertThat(allowed(verifyAt(NOW, url, "", "192.0.2.255")).target()).isEqualTo("/album/a.jpg");
        assertThat(refused(verifyAt(NOW, url, "", "192.0.3.1"))).isEqualTo(
                new Reason(Reason.Kind.ADDRESS_MISMATCH, "the viewer's address 192.0.3.1 is not in 192.0.2.0/24"));
        assertThat(refused(verifyAt(NOW, url, "", "::1")).sentence())
                .isEqualTo("the viewer's address ::1 is not an IPv4 address, but the policy is for 192.0.2.0/24");
        assertThat(refused(verifyAt(NOW, AwsSigner.rsaSha256().customUrl(URL, WIDE, LATER, null, "0.0.0.0/0"), "", "::1"))
                .kind()).isEqualTo(Reason.Kind.ADDRESS_NOT_IPV4);
    }

    @Assumed(value = "the AWS SDKs sign so by default, and users report it from production: aws-sdk-java-v2 6543 and 6627, "
            + "aws-sdk-go-v2 3325, aws-sdk-ruby 3292, aws-lc-rs 1214", asks = { "p256-sha1", "p256-custom-sha1" })
    @Test
    void ecdsaSignatureWithSha1_isAccepted() {
        AwsSigner signer = AwsSigner.ecSha1();

        for (Verdict verdict : List.of(verify(signer.cannedUrl(URL, LATER)), verify(signer.customUrl(URL, WIDE, LATER)),
                verify(URL, signer.cannedCookies(URL, LATER)), verify(URL, signer.customCookies(WIDE, LATER)))) {
            assertThat(allowed(verdict).keyPairId()).isEqualTo("KEC");
        }
    }

    @Assumed(value = "SHA-1 is the default; users report AccessDenied: aws-sdk-java-v2 6543", asks = "p256-sha256-no-marker")
    @Test
    void ecdsaSignatureWithSha256AndWithoutHashAlgorithm_isRejected() {
        Reason reason = refused(verify(AwsSigner.ecSha256().cannedUrl(URL, LATER).replace("&Hash-Algorithm=SHA256", "")));

        assertThat(reason).isEqualTo(new Reason(Reason.Kind.HASH_DIFFERS, "the signature does not match: it was made with "
                + "ECDSA with SHA-256, but the request makes CloudFront expect ECDSA with SHA-1"));
        assertThat(reason.kind().code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void sha1_mayBeNamed() {
        for (AwsSigner signer : new AwsSigner[] { AwsSigner.rsaSha1(), AwsSigner.ecSha1() }) {
            assertThat(allowed(verify(signer.cannedUrl(URL, LATER) + "&Hash-Algorithm=SHA1")).target())
                    .isEqualTo("/album/a.jpg");
            assertThat(allowed(verify(URL, signer.customCookies(WIDE, LATER) + "; CloudFront-Hash-Algorithm=SHA1")).source())
                    .isEqualTo(Verdict.Source.COOKIES);
        }
    }

    @Assumed(value = Assumed.STRICT, asks = { "marker-empty", "marker-lower-case", "marker-unknown" })
    @ParameterizedTest
    @ValueSource(strings = { "", "sha1", "SHA-1", "sha256", "SHA-256", "SHA512" })
    void otherHashAlgorithm_isRejected(String marker) {
        for (AwsSigner signer : new AwsSigner[] { AwsSigner.rsaSha256(), AwsSigner.ecSha256() }) {
            Reason reason = refused(verify(signer.cannedUrl(URL, LATER).replace("=SHA256", "=" + marker)));
            assertThat(reason.kind()).isEqualTo(Reason.Kind.HASH_ALGORITHM_UNKNOWN);
            assertThat(reason.sentence())
                    .isEqualTo("Hash-Algorithm must be SHA256 or SHA1, or left out for SHA-1, but is '" + marker + "'");
        }
    }

    @Test
    void hashAlgorithm_isReadFromTheUrlOrTheCookiesThatAreSigned() {
        String cookies = AwsSigner.ecSha256().customCookies(WIDE, LATER);

        assertThat(refused(verify(URL, cookies.replace("CloudFront-Hash-Algorithm", "Hash-Algorithm"))).kind())
                .isEqualTo(Reason.Kind.HASH_DIFFERS);
        assertThat(refused(verify(URL, cookies.replace("=SHA256", "=SHA512"))).sentence())
                .startsWith("CloudFront-Hash-Algorithm must be");
        assertThat(refused(verify(AwsSigner.ecSha256().cannedUrl(URL, LATER).replace("&Hash-Algorithm=SHA256", ""),
                "CloudFront-Hash-Algorithm=SHA256")).kind()).isEqualTo(Reason.Kind.HASH_DIFFERS);
    }

    @Assumed(value = Assumed.STRICT, asks = { "expires-and-policy", "cookies-expires-and-policy" })
    @Test
    void cannedAndCustomPolicyTogether_areAmbiguous() {
        String query = AwsSigner.rsaSha256().customQuery(AwsSigner.canned(URL, "2000000000"));

        assertThat(refused(verify(URL + "?Expires=2000000000&" + query)).kind()).isEqualTo(Reason.Kind.AMBIGUOUS);
        assertThat(refused(verify(URL, AwsSigner.rsaSha256().customCookies(WIDE, LATER) + "; CloudFront-Expires=2000000000"))
                .sentence())
                .isEqualTo(
                        "the request has both CloudFront-Expires for a canned policy and CloudFront-Policy for a custom policy");
    }

    @Assumed(value = Assumed.STRICT, asks = { "expires-twice", "signature-twice", "key-pair-id-twice", "marker-twice" })
    @ParameterizedTest
    @ValueSource(strings = { "Expires=5", "Signature=x", "Key-Pair-Id=KRSA", "Hash-Algorithm=SHA256" })
    void repeatedReservedName_isAmbiguous(String own) {
        Reason reason = refused(verify(append(URL, own) + "&" + AwsSigner.rsaSha256().cannedUrl(URL, LATER).split("\\?")[1]));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.AMBIGUOUS);
        assertThat(reason.sentence()).contains(own.split("=")[0] + " 2 times");
    }

    @Test
    void parameterNames_areCaseSensitive() {
        String signed = AwsSigner.rsaSha256().cannedUrl(URL, LATER);

        assertThat(refused(verify(signed.toLowerCase(Locale.ROOT))).kind()).isEqualTo(Reason.Kind.UNSIGNED);
        assertThat(refused(verify(URL, AwsSigner.rsaSha256().customCookies(WIDE, LATER).replace("CloudFront", "Cloudfront")))
                .kind()).isEqualTo(Reason.Kind.UNSIGNED);
    }

    @Test
    void signedUrl_takesPrecedenceOverCookies() {
        String cookies = AwsSigner.rsaSha256().customCookies(WIDE, LATER);
        String expired = AwsSigner.rsaSha256().cannedUrl(URL, NOW);

        assertThat(refused(verify(expired, cookies))).isEqualTo(new Reason(Reason.Kind.EXPIRED,
                "expired less than a second ago (2026-11-24T14:00:00Z); the cookies are valid, but are ignored because the URL "
                        + "has Expires, Signature, Key-Pair-Id, Hash-Algorithm"));
        assertThat(allowed(verify(AwsSigner.ecSha256().cannedUrl(URL, LATER), "CloudFront-Policy=rubbish")).source())
                .isEqualTo(Verdict.Source.URL);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Expires=1", "Policy=mine", "Signature", "Key-Pair-Id=", "Hash-Algorithm=SHA256" })
    void reservedNameInTheQuery_disablesCookies(String own) {
        Reason reason = refused(verify(URL + "?" + own, AwsSigner.rsaSha256().customCookies(WIDE, LATER)));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.KEY_PAIR_ID_MISSING);
        assertThat(reason.sentence()).contains("the cookies are valid, but are ignored because the URL has "
                + own.split("=")[0]);
    }

    @Assumed(value = "the pages do not say which one counts", asks = { "cookies-first-good", "cookies-first-bad" })
    @Test
    void firstOfSeveralCookiesOfOneName_isUsed() {
        String narrow = AwsSigner.rsaSha256().customCookies(WIDE, LATER);
        String stale = AwsSigner.rsaSha256().customCookies("https://d111.cloudfront.net/books/*", LATER);

        assertThat(allowed(verify(URL, narrow + "; " + stale)).policy().resource()).hasValue(WIDE);
        assertThat(refused(verify(URL, stale + "; " + narrow)).kind()).isEqualTo(Reason.Kind.RESOURCE_MISMATCH);
    }

    @Test
    void cannedSignatureReplayedAsACustomPolicy_isAcceptedAsInCloudFront() {
        // the danger: if a user put the star into the path, the holder could now open the whole directory
        AwsSigner signer = AwsSigner.rsaSha256();
        String replayed = signer.customQuery(AwsSigner.canned(WIDE, "2000000000"));

        Verdict.Allowed allowed = allowed(verify("https://d111.cloudfront.net/album/private.jpg?" + replayed));

        assertThat(allowed.canned()).isFalse();
        assertThat(allowed.policy().resource()).hasValue(WIDE);
    }

    @Test
    void wildcardInACannedPolicy_isLiteral() {
        AwsSigner signer = AwsSigner.rsaSha256();

        assertThat(refused(verify(URL + "?" + signer.cannedQuery(WIDE, "2000000000", "2000000000"))))
                .isEqualTo(
                        new Reason(Reason.Kind.WILDCARD_IN_CANNED, "the signature does not match: a canned policy was signed "
                                + "for https://d111.cloudfront.net/album/*, but CloudFront does not support wildcards in "
                                + "canned policies"));
    }

    @Test
    void changedBytes_areRejected() {
        AwsSigner signer = AwsSigner.rsaSha256();
        String url = signer.customUrl(URL, WIDE, LATER);
        String other = AwsSigner.encode(AwsSigner.canned("https://*", "2000000000").getBytes(StandardCharsets.UTF_8));

        assertThat(refused(verify(url.replaceAll("Policy=[^&]*", "Policy=" + other))))
                .isEqualTo(new Reason(Reason.Kind.SIGNATURE_MISMATCH, "the signature does not match: the policy was changed "
                        + "after signing, or signed with another key"));
        assertThat(refused(verify(signer.cannedUrl(URL, LATER).replace("a.jpg", "b.jpg"))).kind())
                .isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
        assertThat(refused(verify(signer.cannedUrl(URL, LATER).replaceAll("Expires=[0-9]+", "Expires=2000000000"))).kind())
                .isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
    }

    @Test
    void signatureOfAnUntrustedKey_isRejected() {
        AwsSigner stranger = new AwsSigner("KRSA", TestKeys.OTHER_RSA, SigningHashAlgorithm.SHA256);

        assertThat(refused(verify(stranger.cannedUrl(URL, LATER))).kind()).isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
        assertThat(refused(verify(stranger.customUrl(URL, WIDE, LATER))).kind()).isEqualTo(Reason.Kind.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://other.example/*", "https://d111.cloudfront.net.evil.example/*", "https://d111/*",
            "*://x111.cloudfront.net/album/*" })
    void customPolicy_forAnotherHost_isRejectedAndNamesBothHosts(String resource) {
        String host = resource.replaceFirst(".*://", "").replaceFirst("/.*", "");

        assertThat(refused(verify(AwsSigner.rsaSha256().customUrl(URL, resource, LATER)))).isEqualTo(
                new Reason(Reason.Kind.DISTRIBUTION_NAME_DIFFERS,
                        "the policy's resource " + resource + " is for the host " + host
                                + ", but the request is for d111.cloudfront.net"));
    }

    @ParameterizedTest
    @CsvSource({ "https://other*, 9", "https://d111.cloudfront.net/b*, 29" })
    void customPolicy_forAnotherPathOrWithoutAPath_isNotCalledForAnotherHost(String resource, int character) {
        Reason reason = refused(verify(AwsSigner.rsaSha256().customUrl(URL, resource, LATER)));

        assertThat(reason.kind()).isEqualTo(Reason.Kind.RESOURCE_MISMATCH);
        assertThat(reason.sentence()).contains("they differ at character " + character + ", where the URL continues with");
    }

    @Test
    void customPolicy_forALongerUrl_isRejectedWhereTheUrlEnds() {
        assertThat(refused(verify(AwsSigner.rsaSha256().customUrl(URL, URL + ".old", LATER))).sentence())
                .endsWith("they differ at character 40, where the URL ends");
    }

    @Test
    void signedUrl_withCookiesThatWouldDoToo_isAllowed() {
        AwsSigner signer = AwsSigner.rsaSha256();

        assertThat(allowed(verify(signer.cannedUrl(URL, LATER), signer.customCookies(WIDE, LATER))).source())
                .isEqualTo(Verdict.Source.URL);
    }

    @Test
    void cookieHeader_withAPieceWithoutAName_isReadWithoutIt() {
        assertThat(ViewerRequest.Cookie.parse("=x; a = 1 ;b;c=")).containsExactly(new ViewerRequest.Cookie("a", "1"),
                new ViewerRequest.Cookie("c", ""));
    }
}
