package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class DefaultSignedPolicyTest {

    private static final String SITE = "https://good.example.com";
    private static final Instant END = Instant.ofEpochSecond(1767290400);

    /** Its base64, {@code +/+/AA==}, has all characters that CloudFront replaces. */
    private static final byte[] SIGNATURE = Base64.getDecoder().decode("+/+/AA==");
    private static final String ENCODED_SIGNATURE = "-~-~AA__";

    private final UrlGuard guard = new UrlGuard(URI.create(SITE), Set.of());

    @Test
    void cannedPolicy_signsItsUrlWithExpires() {
        assertThat(canned("/a.jpg").url("/a.jpg")).isEqualTo(
                SITE + "/a.jpg?Expires=1767290400&Signature=" + ENCODED_SIGNATURE + "&Key-Pair-Id=K2JC&Hash-Algorithm=SHA256");
    }

    @Test
    void urlOfACannedPolicy_isCreatedOnce() {
        DefaultSignedPolicy canned = canned("/a.jpg");
        URI signed = canned.url(URI.create("/a.jpg"));

        assertThat(canned.url(URI.create(SITE + "/a.jpg"))).isSameAs(signed);
        assertThat(canned.cannedUri()).isSameAs(signed);
        assertThat(canned.url("/a.jpg")).isSameAs(canned.cannedUrl()).isEqualTo(signed.toString());
        assertThat(canned.covers("/b.jpg")).isFalse();
        assertThatThrownBy(() -> canned.url(URI.create("/b.jpg"))).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                .hasMessageContaining("the policy does not cover it");
    }

    @Test
    void ownQuery_comesBeforeTheSignature() {
        assertThat(canned("/a?x=1").url("/a?x=1")).startsWith(SITE + "/a?x=1&Expires=1767290400&Signature=");
        assertThat(canned("/a?x=").url("/a?x=")).startsWith(SITE + "/a?x=&Expires=1767290400&Signature=");
    }

    @Test
    void customPolicy_signsItsUrlWithPolicy() {
        Policy policy = Policy.custom(SITE + "/*", END);
        String encoded = Base64.getEncoder().encodeToString(policy.json().getBytes()).replace('+', '-').replace('=', '_')
                .replace('/', '~');

        assertThat(applied(policy, Algorithm.RSA_SHA1).url("/a.jpg")).isEqualTo(
                SITE + "/a.jpg?Policy=" + encoded + "&Signature=" + ENCODED_SIGNATURE + "&Key-Pair-Id=K2JC");
    }

    @ParameterizedTest
    @EnumSource
    void hashAlgorithmParameter_isSetForSha256Only(Algorithm algorithm) {
        DefaultSignedPolicy applied = applied(Policy.canned(SITE + "/a", END), algorithm);
        boolean marked = algorithm != Algorithm.RSA_SHA1;

        assertThat(applied.url("/a").endsWith("&Hash-Algorithm=SHA256")).isEqualTo(marked);
        assertThat(applied.cookies().cookies()).extracting(SignedCookie::name).containsExactlyElementsOf(marked
                ? List.of("CloudFront-Expires", "CloudFront-Signature", "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm")
                : List.of("CloudFront-Expires", "CloudFront-Signature", "CloudFront-Key-Pair-Id"));
    }

    /** Cache busters and flags of packagers. */
    @Test
    void queryWithoutPairs_isSignedByAResourceAndRejectedAsOne() {
        DefaultSignedPolicy custom = applied(Policy.custom(SITE + "/albums/*", END), Algorithm.RSA_SHA256);

        assertThat(custom.url("/albums/a.jpg?1699999999")).startsWith(SITE + "/albums/a.jpg?1699999999&Policy=");
        assertThat(custom.url("/albums/a.jpg?download")).startsWith(SITE + "/albums/a.jpg?download&Policy=");
        assertThatThrownBy(() -> canned("/albums/a.jpg").url("/albums/a.jpg?download"))
                .hasMessageContaining("its query does not consist of name=value pairs");
    }

    @Test
    void oneSignature_servesManyUrls() {
        DefaultSignedPolicy applied = applied(Policy.custom(SITE + "/albums/7/*", END), Algorithm.RSA_SHA256);

        List<String> signed = Stream.of("/albums/7/b", SITE + "/albums/7/a?x=%2F", "/albums/7/b").map(applied::url).toList();

        assertThat(signed).extracting(url -> url.replaceAll("Policy=.*", ""))
                .containsExactly(SITE + "/albums/7/b?", SITE + "/albums/7/a?x=%2F&", SITE + "/albums/7/b?");
        assertThat(applied.url(URI.create("/albums/7/b"))).hasToString(signed.get(0));
    }

    @Test
    void urlNotCoveredByThePolicy_isRejected() {
        assertThatThrownBy(() -> applied(Policy.custom(SITE + "/albums/7/*", END), Algorithm.RSA_SHA256).url("/albums/8/a?s=1"))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("Cannot sign \"https://good.example.com/albums/8/a?...\": the policy does not cover it; "
                        + "its resource is https://good.example.com/albums/7/*");
        assertThatThrownBy(() -> canned("/a?x=SECRET").url("/a?x=SECRET2")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("Cannot sign \"https://good.example.com/a?...\": the policy does not cover it; "
                        + "its resource is https://good.example.com/a?...");
    }

    @Test
    void dotSegments_belowAWildcard_areRejected() {
        DefaultSignedPolicy applied = applied(Policy.custom(SITE + "/albums/7/*", END), Algorithm.RSA_SHA256);

        assertThatThrownBy(() -> applied.url("/albums/7/../8/a")).hasMessageContaining("dot segment");
        assertThatThrownBy(() -> applied.url(URI.create(SITE + "/albums/7/%2e%2e/8/a"))).hasMessageContaining("dot segment");
        assertThatThrownBy(() -> applied.url("/albums/7/..%2f8")).hasMessageContaining("dot segment");
    }

    @Test
    void directory_withInvalidPath_isNotCovered() {
        DefaultSignedPolicy applied = applied(Policy.custom(SITE + "/albums/*", END), Algorithm.RSA_SHA256);

        assertThat(applied.coversAllFrom(SITE + "/albums/7/")).isTrue();
        assertThat(applied.coversAllFrom(SITE + "/books/7/")).isFalse();
        assertThat(applied.coversAllFrom(SITE + "/albums/../")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "/a?x=1, /a?x=1, true", "/a?x=1, /a?x=2, false", "/a?x=1, /abx=1, false", "/a, /A, false",
            "/a, /a?x=1, false" })
    void cannedPolicy_coversItsOwnUrlOnly(String path, String other, boolean covered) {
        assertThat(canned(path).covers(other)).isEqualTo(covered);
    }

    @Test
    void signedUrlOfMoreThan8192Bytes_isRejected() {
        int room = 8192 - canned("/").url("/").length();
        String longest = "/" + "a".repeat(room);
        String tooLong = longest + "a";

        assertThat(canned(longest).url(longest)).hasSize(8192);
        assertThatThrownBy(() -> canned(tooLong).url(tooLong))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE).message()
                .startsWith("Cannot sign \"https://good.example.com/aaa")
                .endsWith(
                        "\": it would be 8193 bytes long once signed, but CloudFront accepts at most 8192; shorten its query "
                                + "or path");
        assertThatThrownBy(() -> canned(tooLong).cannedUrl()).message().contains("8193 bytes");
    }

    @Test
    void signedUrl_isNotSignedAgain() {
        DefaultSignedPolicy applied = applied(Policy.custom(SITE + "/*", END), Algorithm.RSA_SHA256);

        assertThatThrownBy(() -> applied.url(applied.url("/a"))).isInstanceOf(CloudFrontSignerException.class).message()
                .contains("do not sign a URL twice").doesNotContain(ENCODED_SIGNATURE);
    }

    @Test
    void toString_showsNoSignature() {
        DefaultSignedPolicy applied = canned("/a");

        assertThat(applied.toString()).startsWith("SignedPolicy[Policy[resource=https://good.example.com/a, ")
                .endsWith("keyPairId=K2JC]").doesNotContain(ENCODED_SIGNATURE).doesNotContain("+/+/AA");
        assertThat(applied.cookies().toString()).doesNotContain(ENCODED_SIGNATURE);
    }

    @Test
    void signedPolicy_hasPolicyKeyPairIdAndExpiry() {
        DefaultSignedPolicy applied = canned("/a");

        assertThat(applied.keyPairId()).isEqualTo("K2JC");
        assertThat(applied.policy()).isEqualTo(Policy.canned(SITE + "/a", END));
        assertThat(applied.expiresAt()).isEqualTo(END);
    }

    private DefaultSignedPolicy canned(String path) {
        return applied(Policy.canned(SITE + path, END), Algorithm.RSA_SHA256);
    }

    private DefaultSignedPolicy applied(Policy policy, Algorithm algorithm) {
        return new DefaultSignedPolicy(policy, new TestKey("K2JC", algorithm), SIGNATURE, new ParameterWriter(), guard,
                new CookieAttributes(Optional.empty(), Optional.empty(), SignedCookie.SameSite.LAX, true, true));
    }
}
