package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Instant;

/**
 * A policy and its one signature: applied to any number of URLs, or turned into cookies, without touching the key again.
 * Immutable and thread-safe; its {@code toString} does not show the signature.
 */
public interface SignedPolicy {

    /**
     * Makes a signed URL of a URL that the policy covers.
     *
     * @param pathOrUrl an absolute URL, or a path under the signer's URL; percent-encoded
     * @throws CloudFrontSignerException if the policy does not cover the URL, or for the reasons of
     *         {@link CloudFrontSigner#sign(String)}
     */
    String url(String pathOrUrl);

    /**
     * As {@link #url(String)}. For many URLs, strings are faster, because each signed URL has to be parsed as a {@code URI}.
     */
    URI url(URI url);

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
     * When access expires.
     */
    default Instant expiresAt() {
        return policy().expiresAt();
    }
}
