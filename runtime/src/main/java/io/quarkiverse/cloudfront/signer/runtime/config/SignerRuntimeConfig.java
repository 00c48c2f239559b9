package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.runtime.key.CryptoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * One signer: its distribution, its key, and its rules.
 */
@ConfigGroup
public interface SignerRuntimeConfig extends KeyConfig {

    /**
     * Scheme and host of the distribution, as viewers use them, such as {@code https://media.example.com} or
     * {@code https://d111111abcdef8.cloudfront.net}. A path is not allowed, and neither is a host that a distribution cannot
     * have, such as that of an S3 bucket. In production, {@code http://} causes a warning, because anyone on the network path
     * can then read a signed URL. So does a port, because only a stand-in for CloudFront has one.
     * <p>
     * If each tenant has a domain of its own, the first label of the host is a placeholder, such as
     * `https://{claim.tenant}.media.example.com`, and `allowed-hosts` is not available.
     */
    Optional<String> url();

    /**
     * The ID that CloudFront gave the public key, such as {@code K2JCJMDEHXQW5F}. The cache behavior of the distribution must
     * trust a key group with this key. Not required if the ID is stored next to the key. That is the file `key-pair-id` of a
     * directory, the credentials, or a line such as {@code Key-Pair-Id: K2JCJMDEHXQW5F} before the PEM. Signers with the same
     * ID must have the same key.
     */
    Optional<String> keyPairId();

    /**
     * Further keys by key pair ID, for a planned rotation. Each becomes active at its own time, and replaces the previous one.
     */
    @ConfigDocMapKey("key-pair-id")
    Map<String, FurtherKeyConfig> keys();

    /**
     * How often keys in files, in directories, and from credentials providers are read again. A changed key becomes active
     * immediately, if the key pair ID that is stored next to it has changed as well. If the new key is invalid, a warning is
     * logged and the previous key stays in use. Off by default. At least one second. Requires such a key.
     */
    Optional<Duration> reloadPeriod();

    /**
     * The hash algorithm of signatures. `SHA1`, CloudFront's default, is only supported for RSA keys.
     */
    @WithDefault("SHA256")
    HashAlgorithm hashAlgorithm();

    /**
     * The crypto library that makes signatures with local keys. With `auto`, RSA keys sign with the Amazon Corretto Crypto
     * Provider, if it is a dependency of the application and works on this platform. It is about three times as fast, and the
     * signatures are the same. `jdk` does not use it. With `accp`, P-256 keys also sign with it, and the application does not
     * start without it. Its P-256 signatures are different each time, so replicas return different URLs for equal policies, and
     * browsers cache less. This is also the case in applications that leave BouncyCastle out, and causes a warning with `auto`.
     */
    @WithDefault("AUTO")
    CryptoProvider cryptoProvider();

    /**
     * The default lifetime of signed URLs and cookies. At least one second.
     */
    @WithDefault("15m")
    Duration expiresIn();

    /**
     * Rounds the expiry up to a multiple of this duration, in whole seconds since 1970. Within such a window, equal requests
     * get equal signed URLs, on every replica, so that browsers can cache files. Access can last longer than `expires-in`, by
     * up to this duration. Off by default.
     */
    Optional<Duration> expiryWindow();

    /**
     * Whether URLs and cookies of `@SignedResource` expire no later than the user's token: the ID token in the code flow, the
     * access token with bearer authentication. This property has no effect for users without a token. If a token has expired,
     * but Quarkus still accepts it because of `quarkus.oidc.token.lifespan-grace` or `mp.jwt.verify.clock.skew`, the response
     * has status 401, or the code flow starts a new login.
     */
    @WithDefault("true")
    boolean boundToToken();

    /**
     * Further hosts whose URLs this signer may sign, with the port if there is one. The rules for the host of `url` apply. The
     * host of `url` is always allowed.
     */
    Optional<Set<String>> allowedHosts();

    /**
     * Other origins that stored text contains instead of `url`, each with a scheme, a host, and a port if there is one.
     * Examples are the production URL while the local edge stands in, a former domain, or the bucket's own URL. When a text is
     * signed, they are replaced with `url`. When signatures are removed from a text, `url` is replaced with the first of them.
     * If `url` has a placeholder, their hosts can begin with the same one.
     */
    Optional<List<String>> textOrigins();

    /**
     * A small file of the distribution for a self-test, as a path under `url` or an absolute URL. The application fetches it
     * with a URL that it has just signed, as a viewer would. The health check, a metric, and the log report the result. The
     * self-test detects a wrong key pair, with which signing succeeds, but every viewer gets a 403. Off by default.
     */
    Optional<String> probeResource();

    /**
     * How often the self-test of `probe-resource` runs, for the first time 10 seconds after the start. At least ten seconds.
     */
    @WithDefault("5m")
    Duration probePeriod();

    /**
     * The signing of HLS and DASH playlists.
     */
    PlaylistsConfig playlists();

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
         * The maximum number of cached signatures. A signature is cached until its policy expires, so that equal policies need
         * only one signature. Policies are equal within an `expiry-window`, or within a second if there is none. A cached
         * signature takes about 1 to 2.5 KB of heap. If the cache is full, frequently requested signatures stay in it. `0`
         * disables the cache.
         */
        @WithDefault("1000")
        int maxSize();
    }

    /**
     * The signing of HLS and DASH playlists.
     */
    @ConfigGroup
    interface PlaylistsConfig {

        /**
         * How to treat URIs in an HLS or DASH playlist that its grant does not cover, because they have another host or path.
         * With `fail`, the request fails. With `keep`, such URIs stay as they are, for example those of advertisements, or of
         * variant playlists that the application serves itself. A URI of the distribution that cannot be signed, for example
         * because of a wildcard or a dot segment, always fails the request. Content steering and other ways to replace hosts
         * later also fail the request with `keep`, because players would send the signature to the new hosts. They are accepted
         * if no URI of the playlist is signed.
         */
        @WithDefault("FAIL")
        ForeignUris foreignUris();
    }

    /**
     * The attributes of signed cookies.
     */
    @ConfigGroup
    interface CookiesConfig {

        /**
         * The template of the policy resource for methods with {@code @SignedResource(delivery = COOKIES)} that do not have
         * their own. It is a path under `url` or an absolute URL, such as `/tenants/{claim.tenant}/*`. Placeholders and
         * wildcards are supported as in the annotation.
         */
        Optional<String> resource();

        /**
         * The parent domain that the application and the distribution share, such as {@code example.com}. Without it, browsers
         * send the cookies only to the host that sets them. Do not set it if the application is served through the
         * distribution. It must contain the host of `url` or of `allowed-hosts`. The local edge does without it.
         */
        Optional<String> domain();

        /**
         * The path below which browsers send the cookies. Defaults to the literal prefix of the policy resource, such as
         * {@code /albums/7/} for {@code /albums/7/*}. Cookie paths do not support wildcards. The application does not start if
         * the path excludes a resource that it sets cookies for.
         */
        Optional<String> path();

        /**
         * Whether browsers send the cookies with requests from other sites.
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

    /**
     * A key that takes over from an earlier one. Its name is its key pair ID.
     */
    @ConfigGroup
    interface FurtherKeyConfig extends KeyConfig {

        /**
         * The time from which this key signs instead of the previous one, in ISO 8601 with an offset, such as
         * {@code 2026-12-01T00:00:00Z}. Set the same time on all replicas. Before that time, deploy the key to all replicas,
         * and add its public key to the key group of the distribution.
         */
        Optional<String> activeFrom();

        /**
         * The hash algorithm of this key's signatures. Defaults to that of the signer.
         */
        Optional<HashAlgorithm> hashAlgorithm();
    }
}
