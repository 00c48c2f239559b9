package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A policy and its one signature: applied to any number of URLs, or turned into cookies, without touching the key again.
 * Immutable and thread-safe; its {@code toString} does not show the signature.
 */
public interface SignedPolicy {

    /**
     * Makes a signed URL of a URL that the policy covers.
     *
     * @param url an absolute URL, or a path under the signer's URL
     * @throws CloudFrontSignerException if the policy does not cover the URL, or for the reasons of
     *         {@link CloudFrontSigner#sign(URI)}
     */
    URI url(URI url);

    /**
     * As {@link #url(URI)}, as text: of many URLs for JSON or a page, most of the time would go into parsing each signed one as
     * a {@code URI}.
     *
     * @param pathOrUrl an absolute URL, or a path under the signer's URL
     */
    String url(String pathOrUrl);

    /**
     * As {@link #url(URI)} for each of the URLs, in their order.
     */
    List<URI> urls(Collection<URI> urls);

    /**
     * The policy as signed cookies.
     *
     * @throws CloudFrontSignerException if a cookie is longer than the 4,096 bytes that browsers keep
     */
    SignedCookies cookies();

    Policy policy();

    /**
     * The ID of the public key that CloudFront verifies the signature with.
     */
    String keyPairId();

    /**
     * When access ends.
     */
    default Instant expiresAt() {
        return policy().expiresAt();
    }
}
