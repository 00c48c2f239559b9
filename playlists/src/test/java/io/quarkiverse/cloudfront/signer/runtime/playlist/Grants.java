package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.ParameterWriter;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * Grants with a real key, and the edge's verdict on the signed URLs.
 */
public final class Grants {

    public static final String SITE = "https://media.example.com";
    public static final String PREFIX = SITE + "/hls/7/";

    public static final Instant END = Instant.ofEpochSecond(1_900_000_000);
    private static final String KEY_PAIR_ID = "K2JCJMDEHXQW5F";
    private static final KeyPair KEYS = NewKey.p256Pair();
    private static final LocalKey KEY = key();
    private static final KeyGroup TRUSTED = KeyGroup.of("trusted", KEY_PAIR_ID, KEYS.getPublic());

    private static final DefaultSignedPolicy POLICY = policy(PREFIX + "*");

    private Grants() {
    }

    private static LocalKey key() {
        try {
            return LocalKeys.load(KEY_PAIR_ID, KEYS.getPrivate().getEncoded(), null, HashAlgorithm.SHA256,
                    SigningCrypto.jdk(Optional.of(new BouncyCastleLibrary())));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DefaultSignedPolicy policy(String resource) {
        return policy(resource, END);
    }

    public static DefaultSignedPolicy policy(String resource, Instant end) {
        Policy policy = Policy.custom(resource, end);
        return new DefaultSignedPolicy(policy, KEY, KEY.signNow(policy.json().getBytes(StandardCharsets.UTF_8)),
                new ParameterWriter(),
                new UrlGuard(URI.create(SITE), Set.of("other.example.com")),
                new CookieAttributes(Optional.empty(), Optional.empty(), SameSite.LAX, true, true));
    }

    /** For {@code /hls/7/*}. */
    static GrantedUris uris(ForeignUris foreignUris) {
        return new GrantedUris(POLICY, foreignUris, "quarkus.cloudfront-signer.playlists.foreign-uris");
    }

    static GrantedUris uris(String resource) {
        return new GrantedUris(policy(resource), ForeignUris.FAIL, "quarkus.cloudfront-signer.playlists.foreign-uris");
    }

    /** The parameters of every URL under {@link #PREFIX} that does not have a query. */
    static String query() {
        return "?" + POLICY.parameters();
    }

    /** The length of the longest reference that can be signed under {@link #PREFIX}. */
    static int longestReference() {
        return 8192 - PREFIX.length() - query().length();
    }

    static String hls(String playlist) {
        return new HlsPlaylist(uris(ForeignUris.FAIL)).rewrite(playlist);
    }

    static String hlsWithForeign(String playlist) {
        return new HlsPlaylist(uris(ForeignUris.KEEP)).rewrite(playlist);
    }

    static String dash(String manifest) {
        return new DashManifest(uris(ForeignUris.FAIL)).rewrite(manifest);
    }

    static String dashWithForeign(String manifest) {
        return new DashManifest(uris(ForeignUris.KEEP)).rewrite(manifest);
    }

    /** Whether the edge accepts this URL. */
    public static boolean isAllowed(String url) {
        URI uri = URI.create(url);
        String target = url.substring(url.indexOf('/', "https://".length()));
        return new Verifier(Clock.fixed(END.minusSeconds(1), ZoneOffset.UTC)).verify(
                new ViewerRequest(uri.getScheme(), uri.getRawAuthority(), target, List.of(), "203.0.113.7"),
                TRUSTED) instanceof Verdict.Allowed;
    }
}
