package io.quarkiverse.cloudfront.signer.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

class PlaylistEntryTest {

    private static final String SITE = "https://good.example.com";
    private static final Instant END = Instant.ofEpochSecond(1767290400);
    private static final String MASTER = "/videos/7/master.m3u8";

    private final UrlGuard guard = new UrlGuard(URI.create(SITE), Set.of());
    private final DefaultSignedPolicy policy = custom("/videos/7/*");

    @Test
    void playlistUrl_hasKidAndAlgInFrontOfTheSignature() {
        assertThat(policy.playlistUrl(MASTER))
                .isEqualTo(SITE + MASTER + "?kid=K2JC&alg=SHA256&" + policy.parameters())
                .contains("&alg=SHA256&Policy=").endsWith("&Key-Pair-Id=K2JC&Hash-Algorithm=SHA256");
        assertThat(policy.playlistUrl(URI.create(SITE + MASTER))).hasToString(policy.playlistUrl(MASTER));
    }

    @Test
    void ownQuery_comesBeforeKid() {
        assertThat(policy.playlistUrl(MASTER + "?v=2&Kid=a&kidney=b"))
                .startsWith(SITE + MASTER + "?v=2&Kid=a&kidney=b&kid=K2JC&alg=SHA256&Policy=");
        assertThat(policy.playlistUrl(MASTER + "?")).startsWith(SITE + MASTER + "?&kid=K2JC");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/a.mpd", "/videos/7/a.M3U8", "/videos/7/a.m3u8?.x", "/videos/7/b/c/a.m3u8?x=a.ts",
            "/videos/7/.m3u8" })
    void playlistByItsExtension_isSigned(String url) {
        assertThat(policy.playlistUrl(url)).contains("kid=K2JC");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/1.ts", "/videos/7/", "/videos/7/master", "/videos/7/1.ts?a=b.m3u8",
            "/videos/7/a.m3u8/", "/videos/7/master.m3u8.bak", "/videos/7/m3u8" })
    void otherFile_isRejected(String url) {
        assertThatThrownBy(() -> policy.playlistUrl(url)).hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessageContaining("its path does not end in .m3u8 or .mpd");
    }

    @ParameterizedTest
    @ValueSource(strings = { "kid=1", "alg=none", "a=b&kid", "%6bid=1", "al%67=", "kid=1&kid=2", "&alg=1" })
    void ownQueryWithKidOrAlg_isRejected(String query) {
        assertThatThrownBy(() -> policy.playlistUrl(MASTER + "?" + query))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessageMatching(".*its query has the (kid|alg) parameter, .*; rename it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Policy=1", "%50olicy=1", "Key-Pair-Id=K", "a=*", "a='" })
    void ownQueryThatUrlRejects_isRejectedHereToo(String query) {
        assertThatThrownBy(() -> policy.playlistUrl(MASTER + "?" + query))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/*", "/videos/7*", "/*", "/videos/*", "/videos/?/*", "/videos/*/*", "/videos/7/mas*" })
    void resourceWithAWildcardBehindTheDirectory_coversThePlaylist(String resource) {
        assertThat(custom(resource).playlistUrl(MASTER)).startsWith(SITE + MASTER + "?kid=");
    }

    @Test
    void resourceOfAnySchemeOrHost_coversThePlaylist() {
        assertThat(applied(Policy.custom("*://good.example.com/videos/7/*", END), Algorithm.RSA_SHA256).playlistUrl(MASTER))
                .startsWith(SITE + MASTER + "?kid=");
        assertThat(applied(Policy.custom("https://*.example.com/videos/7/*", END), Algorithm.RSA_SHA256).playlistUrl(MASTER))
                .startsWith(SITE + MASTER + "?kid=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/master.m3u8", "/videos/7/master.m3u8*", "/videos/7/master.m3u8?*", "/videos/7/*.m3u8",
            "/videos/7/*.m3u8*", "/videos/8/*", "/videos/7/master", "/videos/*/master", "/videos/7/mast??", "/videos/?",
            "/videos/7/*?kid=K2JC&alg=SHA256" })
    void resourceThatDoesNotCoverTheOtherFiles_isRejected(String resource) {
        assertThatThrownBy(() -> custom(resource).playlistUrl(MASTER)).hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                .hasMessageContaining("use a resource that ends in * and covers the playlist's directory, such as /videos/7/*");
    }

    @Test
    void cannedPolicy_isRejected() {
        assertThatThrownBy(() -> applied(Policy.canned(SITE + MASTER, END), Algorithm.RSA_SHA256).playlistUrl(MASTER))
                .hasFieldOrPropertyWithValue("reason", Reason.NOT_COVERED)
                .message().startsWith("Cannot sign \"https://good.example.com/videos/7/master.m3u8?...\": the policy must also "
                        + "cover the files");
    }

    @Test
    void sha1_isNamedForTheFilesOfThePlaylist() {
        DefaultSignedPolicy sha1 = applied(Policy.custom(SITE + "/videos/7/*", END), Algorithm.RSA_SHA1);

        assertThat(sha1.playlistUrl(MASTER)).startsWith(SITE + MASTER + "?kid=K2JC&alg=SHA1&Policy=")
                .endsWith("&Key-Pair-Id=K2JC");
    }

    @Test
    void signedPlaylistUrlOfMoreThan8192Bytes_isRejected() {
        String room = "a".repeat(8192 - policy.playlistUrl(MASTER + "?v=").length());

        assertThat(policy.playlistUrl(MASTER + "?v=" + room)).hasSize(8192);
        assertThatThrownBy(() -> policy.playlistUrl(MASTER + "?v=a" + room))
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE).hasMessageContaining("8193 bytes");
    }

    private DefaultSignedPolicy custom(String resource) {
        return applied(Policy.custom(SITE + resource, END), Algorithm.RSA_SHA256);
    }

    private DefaultSignedPolicy applied(Policy policy, Algorithm algorithm) {
        return new DefaultSignedPolicy(policy, new TestKey("K2JC", algorithm), new byte[] { 1, 2, 3 },
                new ParameterWriter(), guard,
                new CookieAttributes(Optional.empty(), Optional.empty(), SignedCookie.SameSite.LAX, true, true));
    }
}
