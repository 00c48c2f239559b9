package io.quarkiverse.cloudfront.signer.test;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.PublicKeyPem;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * Verifies signed URLs and cookies as the distribution would, for one viewer. Immutable.
 *
 * <p>
 * With the Dev Service, {@link CloudFrontEdge#verifier()} returns a verifier. For a signer with your own key:
 *
 * <pre>{@code
 * CloudFrontVerifier verifier = CloudFrontVerifier.of(URI.create("https://media.example.com"))
 *         .trusting("K2JCJMDEHXQW5F", publicKey);
 * }</pre>
 *
 * Every failure is an {@link AssertionError} that gives the reason why CloudFront would refuse the request, and never shows a
 * signature.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public final class CloudFrontVerifier {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String TENANT = "[a-z0-9-]{1,63}\\.";

    private final URI distribution;
    private final Map<String, PublicKey> keys;
    private final Clock clock;
    private final String viewer;

    private CloudFrontVerifier(URI distribution, Map<String, PublicKey> keys, Clock clock, String viewer) {
        this.distribution = distribution;
        this.keys = keys;
        this.clock = clock;
        this.viewer = viewer;
    }

    /**
     * A verifier that uses the current time, and 127.0.0.1 as the address of the viewer. It does not trust any keys yet.
     *
     * @param distribution scheme and host as viewers see them: the signer's {@code url}
     * @throws IllegalArgumentException if the URL does not have a scheme and a host
     */
    public static CloudFrontVerifier of(URI distribution) {
        if (distribution.getScheme() == null || distribution.getRawAuthority() == null) {
            throw new IllegalArgumentException("The URL of a distribution must have a scheme and a host: " + distribution);
        }
        return new CloudFrontVerifier(distribution.resolve("/"), Map.of(), Clock.systemUTC(), LOOPBACK);
    }

    /**
     * A verifier that also trusts this key.
     *
     * @throws IllegalArgumentException if the key pair ID does not consist of letters and digits, or the key is neither RSA
     *         2048 nor ECDSA P-256
     */
    public CloudFrontVerifier trusting(String keyPairId, PublicKey key) {
        Map<String, PublicKey> more = new LinkedHashMap<>(keys);
        more.put(keyPairId, key);
        return new CloudFrontVerifier(distribution, new KeyGroup("trusted", more).keys(), clock, viewer);
    }

    /**
     * A verifier that also trusts this key.
     *
     * @param publicKey the key in PEM, as CloudFront accepts it, or only the base64 text in it
     * @throws IllegalArgumentException if the text is not a public key, or for the same reasons as in
     *         {@link #trusting(String, PublicKey)}
     */
    public CloudFrontVerifier trustingPem(String keyPairId, String publicKey) {
        try {
            return trusting(keyPairId, PublicKeyPem.read(publicKey.contains("-----") ? publicKey
                    : "-----BEGIN PUBLIC KEY-----" + publicKey + "-----END PUBLIC KEY-----"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The text " + e.getMessage() + ". Use the output of 'openssl pkey -pubout'", e);
        }
    }

    /** A verifier that uses this instant instead of the current time. */
    public CloudFrontVerifier at(Instant instant) {
        return new CloudFrontVerifier(distribution, keys, Clock.fixed(instant, ZoneOffset.UTC), viewer);
    }

    /** A verifier for a viewer at this IP address. */
    public CloudFrontVerifier forViewer(String ipAddress) {
        return new CloudFrontVerifier(distribution, keys, clock, Objects.requireNonNull(ipAddress, "ipAddress"));
    }

    /**
     * Asserts that the distribution would accept a signed URL. At the local edge, the URL may have the domain of a tenant.
     * Marks are not checked: to test a revocation, request the URL.
     *
     * @return what the URL grants
     * @throws AssertionError if the distribution would not accept the URL; the message gives the reason
     */
    public SignedGrant assertSigned(String url) {
        CloudFrontVerifier domain = atDomainOf(url);
        // browsers do not send a fragment
        RawTarget signed = RawTarget.parse(domain.target(url.split("#", 2)[0]));
        String parameters = signed.reserved().entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
        return SignedGrant.of(domain, target -> domain.verify(
                parameters.isEmpty() ? target : target + (target.indexOf('?') < 0 ? "?" : "&") + parameters, List.of()),
                signed.stripped());
    }

    /**
     * Asserts that a response sets signed cookies.
     *
     * @param setCookieHeaders the values of all of its {@code Set-Cookie} headers; other cookies are ignored
     * @throws AssertionError if the response does not set any signed cookies
     */
    public SetCookies assertCookies(Collection<String> setCookieHeaders) {
        return SetCookies.of(this, setCookieHeaders);
    }

    /**
     * The distribution's URLs, signed or not, in a text such as JSON, HTML, or a playlist.
     *
     * @throws AssertionError if the text does not contain such a URL, because assertions on an empty list would prove nothing
     */
    public List<String> urlsIn(String text) {
        String plain = text.replace("\\/", "/").replace("\\u0026", "&").replace("&amp;", "&");
        List<String> urls = Pattern.compile(Pattern.quote(distribution.toString())
                .replace("://localhost:", "://\\E(?:" + TENANT + ")?\\Qlocalhost:") + "[^\\s\"'<>`\\\\]*").matcher(plain)
                .results().map(MatchResult::group).toList();
        if (urls.isEmpty()) {
            throw new AssertionError("The text does not contain a URL of " + distribution);
        }
        return urls;
    }

    /** Also accepts the domains of tenants at the local edge, such as {@code acme.localhost}. */
    private CloudFrontVerifier atDomainOf(String url) {
        Matcher tenant = Pattern.compile("(https?://)" + TENANT + "(localhost:\\d+/)").matcher(url);
        return tenant.lookingAt() && distribution.toString().equals(tenant.group(1) + tenant.group(2))
                ? new CloudFrontVerifier(URI.create(tenant.group()), keys, clock, viewer)
                : this;
    }

    Verdict verify(String target, List<ViewerRequest.Cookie> cookies) {
        ViewerRequest request = new ViewerRequest(distribution.getScheme(), distribution.getRawAuthority(), target, cookies,
                viewer);
        return new Verifier(clock).verify(request, new KeyGroup("trusted", keys));
    }

    Instant now() {
        return clock.instant();
    }

    /** The absolute URL of a path, or the URL itself. Does not use {@link URI}, which does not accept wildcards. */
    String absolute(String pathOrUrl) {
        return pathOrUrl.startsWith("/") ? distribution + pathOrUrl.substring(1) : pathOrUrl;
    }

    /**
     * Path and query of one of the distribution's URLs.
     *
     * @throws AssertionError if it is not a URL of the distribution
     */
    String target(String url) {
        if (!url.startsWith(distribution.toString())) {
            int query = url.indexOf('?');
            throw new AssertionError((query < 0 ? url : url.substring(0, query)) + " is not a URL of " + distribution);
        }
        return url.substring(distribution.toString().length() - 1);
    }
}
