package io.quarkiverse.cloudfront.signer.plain;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.CryptoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyPairId;
import io.quarkiverse.cloudfront.signer.runtime.key.RemoteKey;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyDescription;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeySlot;
import io.quarkiverse.cloudfront.signer.runtime.key.source.KeySource;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.signature.CallerThread;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * Creates a {@link CloudFrontSigner} in a Java program without Quarkus. In a Quarkus application, configure and inject signers
 * instead.
 *
 * <pre>
 * CloudFrontSigner signer = SignerBuilder.of("https://media.example.com")
 *         .keyPairId("K2JCJMDEHXQW5F")
 *         .privateKeyLocation(Path.of("/run/secrets/cloudfront/private-key.pem"))
 *         .build();
 * String url = signer.sign("/albums/7/summit.jpg");
 * </pre>
 *
 * The methods are named after the extension's properties, and messages use the names of the properties. For example,
 * {@code private-key-passphrase} in a message is {@link #privateKeyPassphrase(String)}. Signers are thread-safe, but builders
 * are not. To change a key, build another signer.
 */
public final class SignerBuilder {

    private static final String KEY_PAIR_ID = "key-pair-id";
    private static final String PRIVATE_KEY = "private-key";
    private static final String PRIVATE_KEY_LOCATION = "private-key-location";

    private static final int CACHE_SIZE = 1000;

    private final String url;
    private Set<String> allowedHosts = Set.of();
    private List<String> textOrigins = List.of();
    private Optional<String> keyPairId = Optional.empty();
    private Optional<String> privateKey = Optional.empty();
    private Optional<Path> privateKeyLocation = Optional.empty();
    private Optional<String> privateKeyPassphrase = Optional.empty();
    private Optional<SigningKey> signingKey = Optional.empty();
    private HashAlgorithm hash = HashAlgorithm.SHA256;
    private Duration expiresIn = Duration.ofMinutes(15);
    private Optional<Duration> expiryWindow = Optional.empty();
    private Optional<String> cookieDomain = Optional.empty();
    private Optional<String> cookiePath = Optional.empty();
    private SameSite cookieSameSite = SameSite.LAX;

    private SignerBuilder(String url) {
        this.url = url;
    }

    /**
     * Starts building a signer.
     *
     * @param url the scheme and host of the distribution as viewers see it, such as {@code https://media.example.com}
     */
    public static SignerBuilder of(String url) {
        return new SignerBuilder(url);
    }

    /**
     * Sets further hosts whose URLs the signer may sign, such as {@code d111111abcdef8.cloudfront.net}. Default: none.
     */
    public SignerBuilder allowedHosts(String... hosts) {
        allowedHosts = Set.of(hosts);
        return this;
    }

    /**
     * Sets further origins, such as {@code https://old.example.com}. In texts,
     * {@link io.quarkiverse.cloudfront.signer.SignedPolicy SignedPolicy} replaces URLs of these origins with signed URLs of the
     * distribution. {@link CloudFrontSigner#unsigned(String)} restores the first one. Default: none.
     */
    public SignerBuilder textOrigins(String... origins) {
        textOrigins = List.of(origins);
        return this;
    }

    /**
     * Sets the ID that CloudFront gave the public key, such as {@code K2JCJMDEHXQW5F}.
     */
    public SignerBuilder keyPairId(String id) {
        keyPairId = Optional.of(id);
        return this;
    }

    /**
     * Sets the private key itself, as PEM, or as base64 of PEM or DER. It must be RSA with 2048 bits or ECDSA on P-256. Without
     * BouncyCastle on the class path, it must be in PKCS#8.
     */
    public SignerBuilder privateKey(String key) {
        privateKey = Optional.of(key);
        return this;
    }

    /**
     * Sets the file with the private key in PEM or DER, or a directory that contains the files {@code private-key.pem} and
     * {@code key-pair-id}. The key is read once, by {@link #build()}.
     */
    public SignerBuilder privateKeyLocation(Path location) {
        privateKeyLocation = Optional.of(location);
        return this;
    }

    /**
     * Sets the passphrase of an encrypted private key.
     */
    public SignerBuilder privateKeyPassphrase(String passphrase) {
        privateKeyPassphrase = Optional.of(passphrase);
        return this;
    }

    /**
     * Sets a remote key, such as a key in a KMS, in place of a private key and its ID.
     */
    public SignerBuilder signingKey(SigningKey key) {
        signingKey = Optional.of(key);
        return this;
    }

    /**
     * Makes the signer use SHA-1, which requires an RSA key. Default: SHA-256. Messages call this setting
     * {@code hash-algorithm}.
     */
    public SignerBuilder sha1() {
        hash = HashAlgorithm.SHA1;
        return this;
    }

    /**
     * Sets how long access lasts after signing, at least one second. Default: 15 minutes.
     */
    public SignerBuilder expiresIn(Duration lifetime) {
        expiresIn = lifetime;
        return this;
    }

    /**
     * Rounds the expiry up to a multiple of this duration, counted in whole seconds since 1970. Equal requests within such a
     * window then get equal URLs, which browsers can cache. Access can last longer by up to this duration. Default: none.
     */
    public SignerBuilder expiryWindow(Duration window) {
        expiryWindow = Optional.of(window);
        return this;
    }

    /**
     * Sets the parent domain that the program and the distribution share, for signed cookies. Messages call this setting
     * {@code cookies.domain}. Default: none, so browsers send the cookies only to the host that sets them.
     */
    public SignerBuilder cookieDomain(String domain) {
        cookieDomain = Optional.of(domain);
        return this;
    }

    /**
     * Sets the path below which browsers send signed cookies. Messages call this setting {@code cookies.path}. Default: the
     * literal prefix of the policy's resource, such as {@code /albums/7/} for {@code /albums/7/*}.
     */
    public SignerBuilder cookiePath(String path) {
        cookiePath = Optional.of(path);
        return this;
    }

    /**
     * Sets whether browsers send signed cookies with requests from other sites. Default: {@link SameSite#LAX}. The cookies are
     * always {@code Secure}, which {@link SameSite#NONE} requires, and {@code HttpOnly}.
     */
    public SignerBuilder cookieSameSite(SameSite sameSite) {
        cookieSameSite = sameSite;
        return this;
    }

    /**
     * Reads the private key and creates the signer. Reading the key blocks the caller.
     *
     * @throws CloudFrontSignerException {@code NOT_CONFIGURED} if a value is missing or wrong, or the key cannot be read or
     *         used
     */
    public CloudFrontSigner build() {
        return build(InstantSource.system());
    }

    CloudFrontSigner build(InstantSource clock) {
        UrlGuard guard = guard();
        ExpiryRule expiry = new ExpiryRule(clock, expiresIn, expiryWindow);
        expiry.check(SignerBuilder::refuse);
        CookieAttributes cookies = new CookieAttributes(cookieDomain, cookiePath, cookieSameSite, true, true);
        cookies.check(guard, SignerBuilder::refuse);
        KeyRing keys = new KeyRing(SignerName.DEFAULT, List.of(key(clock)), clock, expiry.longest(expiresIn), change -> {
        });
        return new ConfiguredSigner(new SignerSettings(SignerName.DEFAULT, guard, keys, Optional.empty(), expiry, false,
                Optional.empty(), cookies, ForeignUris.FAIL, CACHE_SIZE), List.of(), CallerThread.ANY, null)
                .forApplication();
    }

    private UrlGuard guard() {
        Set<String> hosts = checkedHosts();
        try {
            return DistributionUrl.guard(url, hosts, checkedOrigins(), false);
        } catch (IllegalArgumentException e) {
            throw problem("url", String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> checkedOrigins() {
        try {
            return textOrigins.stream().map(origin -> DistributionUrl.textOrigin(origin, url)).toList();
        } catch (IllegalArgumentException e) {
            throw problem("text-origins", String.valueOf(e.getMessage()), e);
        }
    }

    private Set<String> checkedHosts() {
        for (String host : allowedHosts) {
            String mistake = DistributionUrl.mistakeInHost(host, url);
            if (mistake != null) {
                throw problem("allowed-hosts", mistake, null);
            }
        }
        return allowedHosts;
    }

    private KeySlot key(InstantSource clock) {
        if (signingKey.isPresent() ? privateKey.isPresent() || privateKeyLocation.isPresent() || keyPairId.isPresent()
                : privateKey.isPresent() == privateKeyLocation.isPresent()) {
            throw problem(PRIVATE_KEY_LOCATION,
                    "is missing, or set in addition to private-key or a SigningKey. Set exactly one of the three", null);
        }
        String property = privateKey.isPresent() ? PRIVATE_KEY : PRIVATE_KEY_LOCATION;
        String id = signingKey.map(SigningKey::keyPairId).or(() -> keyPairId).orElse(null);
        String mistake = id == null ? null : KeyPairId.mistakeIn(id);
        if (mistake != null) {
            throw problem(KEY_PAIR_ID, mistake, null);
        }
        try {
            return signingKey.isPresent()
                    ? KeySlot.remote(RemoteKey.of(signingKey.get(), Optional.empty()), null, clock.instant())
                    : KeySlot.local("", new KeyDescription(property, source(), keyPairId, hash, Optional.empty(), crypto()),
                            null, clock.instant());
        } catch (UnusableKeyException e) {
            throw problem(e.propertyOr(property), e.getMessage(), e);
        }
    }

    private KeySource source() {
        return privateKey.isPresent() ? KeySource.property(privateKey.get(), privateKeyPassphrase)
                : KeySource.location(privateKeyLocation.get().toString(), privateKeyPassphrase);
    }

    private static SigningCrypto crypto() throws UnusableKeyException {
        Optional<BouncyCastle> library = hasBouncyCastle() ? Optional.of(new BouncyCastleLibrary()) : Optional.empty();
        return SigningCrypto.of(CryptoProvider.AUTO, Optional.empty(), library);
    }

    private static boolean hasBouncyCastle() {
        try {
            Class.forName("org.bouncycastle.crypto.signers.ECDSASigner", false, SignerBuilder.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void refuse(String property, String message) {
        throw problem(property, message, null);
    }

    private static CloudFrontSignerException problem(String property, String message, @Nullable Exception cause) {
        return new CloudFrontSignerException(Reason.NOT_CONFIGURED, property + " " + message, cause);
    }
}
