package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.runtime.key.CryptoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.ForeignUris;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * One signer: the distribution it signs for, its key and its rules.
 */
@ConfigGroup
public interface SignerRuntimeConfig extends KeyConfig {

    /**
     * Scheme and host of the distribution as viewers see it, such as {@code https://media.example.com} or
     * {@code https://d111111abcdef8.cloudfront.net}; a port is allowed, a path is not. Never the host of the S3 bucket.
     * {@code http://} is allowed, and warned about in production, as anyone on the way can read a signed URL then.
     */
    Optional<String> url();

    /**
     * The ID that CloudFront gave the public key, such as {@code K2JCJMDEHXQW5F}. The key must be in a key group that the
     * distribution's cache behavior trusts. Not needed where it stands beside the key: in a directory's `key-pair-id`, in the
     * credentials, or in a line such as {@code Key-Pair-Id: K2JCJMDEHXQW5F} before the PEM.
     */
    Optional<String> keyPairId();

    /**
     * Further keys by key pair ID, for a rotation that is planned ahead: each takes over from the one before at an instant.
     */
    @ConfigDocMapKey("key-pair-id")
    Map<String, FurtherKeyConfig> keys();

    /**
     * How often keys in files, directories and of credentials providers are read again. A changed key takes over at once, if
     * its key pair ID, beside the key, has changed with it. One that cannot be used is reported, and the key before goes on.
     * Off by default; at least one second.
     */
    Optional<Duration> reloadPeriod();

    /**
     * The hash under the signatures. `SHA1`, CloudFront's historic default, is for RSA keys alone.
     */
    @WithDefault("SHA256")
    HashAlgorithm hashAlgorithm();

    /**
     * What computes signatures, of keys in this process. `auto` signs RSA with the Amazon Corretto Crypto Provider, where the
     * application has it as a dependency and it works here, in a quarter of the time; what it signs is the same, bit for bit.
     * `jdk` leaves it aside. With `accp` the application does not start without it, and P-256 keys sign with it too, in a fifth
     * of the time. These signatures are different each time: equal policies then get different URLs from different replicas,
     * and after a restart, so that browsers and caches between them and CloudFront find nothing of what they have.
     */
    @WithDefault("AUTO")
    CryptoProvider cryptoProvider();

    /**
     * How long what is signed is valid, where nothing else is asked for. At least one second.
     */
    @WithDefault("15m")
    Duration expiresIn();

    /**
     * Rounds the expiry up to a multiple of this duration, in whole seconds since 1970. Within such a window equal requests
     * get equal signed URLs, on every replica, and browsers find what they have cached. Access then lasts up to this much
     * longer than `expires-in`. Off by default.
     */
    Optional<Duration> expiryWindow();

    /**
     * Whether grants of `@SignedResource` expire no later than the user's own token: the ID token in the code flow, the access
     * token with bearer authentication. It makes no difference where users have no token. A token that has expired, and that
     * Quarkus still accepts because of `quarkus.oidc.token.lifespan-grace` or `mp.jwt.verify.clock.skew`, gets nothing: the
     * response is status 401, or a new login in the code flow.
     */
    @WithDefault("true")
    boolean boundToToken();

    /**
     * Further hosts whose URLs this signer may sign, with their port where they have one; the host of `url` is always
     * allowed.
     */
    Optional<Set<String>> allowedHosts();

    /**
     * What becomes of the URIs in an HLS or DASH playlist that its grant does not cover, as they are of another host or path.
     * With `fail` the request fails. With `keep` they stay exactly as they are: right for advertisements, or for variant
     * playlists that the application serves itself. A URI of the distribution that cannot be signed, for instance as it has a
     * wildcard or a dot segment, always fails.
     */
    @WithDefault("FAIL")
    ForeignUris foreignUris();

    /**
     * The signature cache.
     */
    SignatureCacheConfig signatureCache();

    /**
     * The attributes of signed cookies.
     */
    CookiesConfig cookies();

    /**
     * The signature cache.
     */
    @ConfigGroup
    interface SignatureCacheConfig {

        /**
         * How many signatures are cached at most, each until its policy expires, so that equal policies cost one signature. Policies
         * are equal within an `expiry-window`; without one, within a second. One that is kept takes about 1 to 2.5 KB of the
         * heap. Those that are asked for often stay longest. With `0` none is kept.
         */
        @WithDefault("1000")
        int maxSize();
    }

    /**
     * The attributes of signed cookies.
     */
    @ConfigGroup
    interface CookiesConfig {

        /**
         * The template of the policy's resource for methods with {@code @SignedResource(delivery = COOKIES)} that name none:
         * a path under `url` or an absolute URL, with placeholders and wildcards as in the annotation, such as
         * {@code /tenants/{claim.tenant}/*}.
         */
        Optional<String> resource();

        /**
         * The parent domain that the application and the distribution share, such as {@code example.com}. Without it the
         * cookies stay with the host that sets them, which is right when the application is served through the distribution.
         */
        Optional<String> domain();

        /**
         * The path below which browsers send the cookies. Defaults to the literal prefix of the policy's resource, such as
         * {@code /albums/7/} of {@code /albums/7/*}. Cookie paths know no wildcards.
         */
        Optional<String> path();

        /**
         * Whether requests that other sites cause carry the cookies.
         */
        @WithDefault("LAX")
        SameSite sameSite();

        /**
         * Whether browsers send the cookies over HTTPS only.
         */
        @WithDefault("true")
        boolean secure();

        /**
         * Whether the cookies are hidden from scripts.
         */
        @WithDefault("true")
        boolean httpOnly();
    }
}
