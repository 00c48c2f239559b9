package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Signs the URIs in a playlist with one grant.
 */
public final class GrantedUris {

    private final DefaultSignedPolicy policy;
    private final String base;
    private final ForeignUris foreignUris;
    private final String property;
    /** The query of a URL that does not have a query yet, including the {@code ?}. */
    private final String query;
    private final String rest;
    /** The length of the longest plain reference that can be signed without further checks; 0 if there is none. */
    private final int longestPlain;

    /**
     * @param property the name of the property that sets {@code foreignUris}
     * @throws CloudFrontSignerException if the policy's resource cannot be a base for relative URIs
     */
    public GrantedUris(DefaultSignedPolicy policy, ForeignUris foreignUris, String property) {
        this.policy = policy;
        this.base = base(policy.policy().resource());
        this.foreignUris = foreignUris;
        this.property = property;
        this.query = "?" + policy.parameters();
        this.rest = "&" + policy.parameters();
        this.longestPlain = policy.coversAllFrom(base)
                ? Math.max(0, DefaultSignedPolicy.LONGEST_URL - base.length() - query.length())
                : 0;
    }

    /**
     * The literal prefix of a resource, up to the last slash before its first wildcard.
     *
     * @param resource a path or an absolute URL, with or without wildcards
     * @throws CloudFrontSignerException if the scheme or host contains a wildcard
     */
    public static String base(String resource) {
        int end = 0;
        while (end < resource.length() && resource.charAt(end) != '*' && resource.charAt(end) != '?') {
            end++;
        }
        int path = resource.indexOf('/', resource.indexOf("://") < 0 ? 0 : resource.indexOf("://") + 3);
        if (path < 0 || path > end) {
            throw Failure.ofPlaylist("the URIs of a playlist become absolute, but the resource " + Failure.quote(resource)
                    + " has a wildcard in its scheme or host; write the scheme and the host without wildcards, or use only a "
                    + "path");
        }
        return resource.substring(0, resource.lastIndexOf('/', end) + 1);
    }

    public String base() {
        return base;
    }

    /**
     * Adds CloudFront's parameters to a reference that has already been checked. The reference stays relative.
     */
    public String append(String reference) {
        return reference + parameters(reference);
    }

    /**
     * CloudFront's parameters, preceded by the character that separates them from a reference.
     */
    public String parameters(String reference) {
        return reference.indexOf('?') < 0 ? query : rest;
    }

    /**
     * Whether a part of a text is a reference that does not need {@link #sign(String)}, as is the case for most of a playlist.
     * Between {@link #base()} and {@link #parameters(String)}, such a reference becomes a signed URL.
     */
    public boolean isPlain(String text, int from, int to) {
        return to - from <= longestPlain && UriReference.isPlain(text, from, to);
    }

    /**
     * Like {@link #isPlain(String, int, int)}, but for a reference that is relative to another base, below which the grant
     * covers everything.
     *
     * @param base the length of the base's directory
     */
    public boolean isPlain(int base, String reference) {
        return base + reference.length() <= DefaultSignedPolicy.LONGEST_URL - query.length()
                && UriReference.isPlain(reference, 0, reference.length());
    }

    /**
     * @param reference a URI from the playlist
     * @return the signed URL; null if the reference does not change
     * @throws CloudFrontSignerException if the reference must not be signed, or if it is foreign and foreign URIs are not
     *         allowed
     */
    public @Nullable String sign(String reference) {
        String url = UriReference.resolve(base, reference);
        return isForeign(url) ? null : append(url);
    }

    /**
     * Whether an absolute URL is outside the grant and may stay.
     *
     * @throws CloudFrontSignerException if foreign URIs are not allowed. The same applies if the URL has one of the signer's
     *         hosts and is malformed, so that clients may turn it into a URL within the grant
     */
    public boolean isForeign(String url) {
        return !(policy.isOfSigner(url) && policy.covers(url)) && mayBeForeign(url);
    }

    /**
     * Whether an absolute URL has a foreign host and may stay, whatever its path is.
     *
     * @throws CloudFrontSignerException if foreign URIs are not allowed
     */
    public boolean isOfForeignHost(String url) {
        return !policy.isOfSigner(url) && mayBeForeign(url);
    }

    /**
     * Whether an absolute URL has a host for which the signer does not sign.
     */
    public boolean isOfOtherHost(String url) {
        return !policy.isOfSigner(url);
    }

    /**
     * Whether the grant covers all URLs that begin with this one.
     *
     * @param begin the beginning of an absolute URL, up to a slash or into its query
     */
    public boolean coversAllFrom(String begin) {
        return policy.coversAllFrom(begin);
    }

    /**
     * The name of the property that decides what happens to URIs outside the grant.
     */
    public String property() {
        return property;
    }

    public boolean keepsForeign() {
        return foreignUris == ForeignUris.KEEP;
    }

    private boolean mayBeForeign(String url) {
        if (keepsForeign()) {
            return true;
        }
        throw Failure.of(Reason.NOT_COVERED, url,
                "the grant for " + Failure.quote(policy.policy().resource()) + " does not cover it; "
                        + "widen the resource, or leave such URIs in playlists unchanged with " + property + "=keep");
    }
}
