package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.Marker;
import io.quarkiverse.cloudfront.signer.runtime.text.TextSigner;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * A policy with its signature, as text for URLs and cookies.
 */
public final class DefaultSignedPolicy implements SignedPolicy {

    /** CloudFront's limit for a URL, in bytes. */
    public static final int LONGEST_URL = UrlGuard.LONGEST;

    private final Policy policy;
    private final String keyPairId;
    private final boolean sha256;
    private final UrlGuard guard;
    private final CookieAttributes cookieRule;
    /** Null for a canned policy, which only covers its own URL. */
    private final @Nullable ResourceMatcher coverage;
    /**
     * For a canned policy, the signed URL, which is cached because it is requested repeatedly; for a custom policy, the
     * parameters.
     */
    private final String text;
    private volatile @Nullable URI cannedUri;
    /** The user's mark as a query parameter; null if the application does not use marks. */
    private final @Nullable String mark;
    /** Whether the resource contains the mark. If so, it does not cover URLs without the mark. */
    private final boolean forUrls;

    public DefaultSignedPolicy(Policy policy, SigningKey signer, byte[] signature, ParameterWriter writer, UrlGuard guard,
            CookieAttributes cookieRule) {
        this(policy, signer.keyPairId(), signer.algorithm().hashMarker(), guard, cookieRule,
                policy.canned() ? null : new ResourceMatcher(policy.resource()),
                policy.canned() ? writer.url(policy, signer, signature) : writer.parameters(policy, signer, signature),
                null, false);
    }

    private DefaultSignedPolicy(Policy policy, String keyPairId, boolean sha256, UrlGuard guard, CookieAttributes cookieRule,
            @Nullable ResourceMatcher coverage, String text, @Nullable String mark, boolean forUrls) {
        this.policy = policy;
        this.keyPairId = keyPairId;
        this.sha256 = sha256;
        this.guard = guard;
        this.cookieRule = cookieRule;
        this.coverage = coverage;
        this.text = text;
        this.mark = mark;
        this.forUrls = forUrls;
    }

    /**
     * Returns this signature for one user, whose mark is added to each URL and to the cookies.
     *
     * @param marker the user's marker, which has made the {@linkplain Marker#policy policy}
     */
    public DefaultSignedPolicy marked(Marker marker) {
        return new DefaultSignedPolicy(policy, keyPairId, sha256, guard, cookieRule, coverage, text,
                ReservedParameters.MARK + "=" + marker.mark(policy, ParameterWriter.policy(text)), marker.isForUrls(policy));
    }

    private static String withQuery(String url, String parameters) {
        return String.join(url.indexOf('?') < 0 ? "?" : "&", url, parameters);
    }

    private String withMark(String url) {
        return mark == null ? url : withQuery(url, mark);
    }

    @Override
    public URI url(URI url) {
        String signed = url(url.toString());
        return policy.canned() ? cannedUri() : URI.create(signed);
    }

    @Override
    public String url(String pathOrUrl) {
        String url = withMark(guarded(pathOrUrl));
        // the length is checked first, so that the effort to match wildcards is limited
        String signed = append(url);
        if (!isCovered(url)) {
            throw Failure.of(Reason.NOT_COVERED, url,
                    "the policy does not cover it; its resource is " + Failure.quote(policy.resource()));
        }
        return signed;
    }

    /**
     * Whether the policy covers a URL, with the user's mark or without it. With cookies, the URL does not need the mark,
     * because the cookies contain it. Even if this is true, {@link #url(String)} can fail for other reasons.
     */
    public boolean covers(String pathOrUrl) {
        String plain = guarded(pathOrUrl);
        String url = withMark(plain);
        checkLength(url, policy.canned() ? text.length() : url.length() + 1 + text.length());
        return isCovered(url) || mark != null && isCovered(plain);
    }

    private boolean isCovered(String url) {
        return coverage == null ? policy.resource().equals(url) : coverage.covers(url);
    }

    @Override
    public URI playlistUrl(URI url) {
        return URI.create(playlistUrl(url.toString()));
    }

    @Override
    public String playlistUrl(String pathOrUrl) {
        PlaylistEntry entry = new PlaylistEntry(guard.coveredUrl(pathOrUrl));
        String url = withMark(entry.with(keyPairId, sha256 ? ParameterWriter.SHA256 : ParameterWriter.SHA1));
        // the length is checked first, so that the effort to match wildcards is limited
        String signed = policy.canned() ? url : append(url);
        if (coverage == null || !coverage.coversWhateverFollows(entry.beforeExtension())) {
            throw Failure.of(Reason.NOT_COVERED, url,
                    "the policy must also cover the files that the playlist refers to, but its resource is "
                            + Failure.quote(policy.resource())
                            + "; use a resource that ends in * and covers the playlist's directory, such as /videos/7/*");
        }
        return signed;
    }

    @Override
    public URI directoryUrl(URI url) {
        return URI.create(directoryUrl(url.toString()));
    }

    @Override
    public String directoryUrl(String pathOrUrl) {
        DirectoryLink.requireDirectory(policy);
        cookieRule.requireSeenByLinks();
        cookies();
        return url(DirectoryLink.of(guard.coveredUrl(pathOrUrl)));
    }

    @Override
    public String text(String text) {
        return textSigner().sign(text, false);
    }

    @Override
    public String markup(String markup) {
        return textSigner().sign(markup, true);
    }

    private TextSigner textSigner() {
        ResourceMatcher matcher = coverage;
        if (matcher == null || !policy.resource().endsWith("*")) {
            throw new CloudFrontSignerException(Reason.NOT_COVERED,
                    "The policy must cover the files that a text refers to, but its resource is "
                            + Failure.quote(policy.resource()) + "; use a resource that ends in *, such as /articles/7/*");
        }
        String parameters = parameters();
        int longest = LONGEST_URL - 1 - parameters.length();
        return new TextSigner(guard.origins(), guard.hasMarks(), parameters,
                url -> url.length() <= longest && matcher.covers(url), this::isSignable);
    }

    private boolean isSignable(String coveredUrl) {
        try {
            guard.coveredUrl(coveredUrl);
            return true;
        } catch (CloudFrontSignerException e) {
            return false;
        }
    }

    private String guarded(String pathOrUrl) {
        return policy.canned() ? guard.url(pathOrUrl) : guard.coveredUrl(pathOrUrl);
    }

    /**
     * Whether the policy covers all signable URLs that begin with the given text.
     *
     * @param begin the beginning of an absolute URL, up to a slash or into its query
     */
    public boolean coversAllFrom(String begin) {
        if (coverage == null || !coverage.coversAllFrom(begin)) {
            return false;
        }
        try {
            guarded(begin);
            return true;
        } catch (CloudFrontSignerException e) {
            return false;
        }
    }

    /**
     * The signed URL of a canned policy.
     */
    public String cannedUrl() {
        return append(policy.resource());
    }

    /**
     * Like {@link #cannedUrl()}, but as a {@code URI}, which is parsed only once.
     */
    public URI cannedUri() {
        URI uri = cannedUri;
        if (uri == null) {
            uri = URI.create(cannedUrl());
            cannedUri = uri;
        }
        return uri;
    }

    /**
     * Whether an absolute URL has one of the signer's hosts, or is so malformed that this is unclear.
     */
    public boolean isOfSigner(String url) {
        return guard.isOwn(url);
    }

    /**
     * The query parameters to append to a URL, without the {@code ?} or {@code &} before them.
     */
    public String parameters() {
        return mark == null ? ownParameters() : mark + "&" + ownParameters();
    }

    @Override
    public String query() {
        if (policy.canned() || policy.resource().indexOf('*') < 0 && policy.resource().indexOf('?') < 0) {
            throw new CloudFrontSignerException(Reason.NOT_COVERED,
                    "The query is for all URLs that a policy covers, but the resource "
                            + Failure.quote(policy.resource()) + " is a single URL. Use a resource with a wildcard, such as "
                            + "/tiles/7/*, or sign the URL");
        }
        return parameters();
    }

    private String ownParameters() {
        return policy.canned() ? text.substring(policy.resource().length() + 1) : text;
    }

    /**
     * Appends CloudFront's parameters to a URL that the guard has checked, and that already has its mark.
     */
    private String append(String url) {
        String signed = policy.canned() ? text : withQuery(url, text);
        checkLength(url, signed.length());
        return signed;
    }

    private static void checkLength(String url, int signed) {
        if (signed > LONGEST_URL) {
            throw Failure.of(url,
                    "it would be %s bytes long once signed, but CloudFront accepts at most %s; shorten its query or path"
                            .formatted(signed, LONGEST_URL));
        }
    }

    @Override
    public SignedCookies cookies() {
        if (forUrls) {
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "With marks, a signed policy whose resource does not end in * can only be used in URLs, because the "
                            + "resource has to contain the mark of the URL. Use a resource that ends in *, or @SignedResource "
                            + "with delivery = COOKIES");
        }
        SignedCookies cookies = cookieRule.cookies(policy, ownParameters().split("&"));
        return mark == null ? cookies
                : cookieRule.with(cookies, MarkSource.COOKIE, mark.substring(ReservedParameters.MARK.length() + 1));
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public String keyPairId() {
        return keyPairId;
    }

    @Override
    public String toString() {
        return "SignedPolicy[" + policy + ", keyPairId=" + keyPairId + "]";
    }
}
