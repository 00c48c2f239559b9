package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Instant;

/**
 * A policy and its one signature, which you apply to any number of URLs, or turn into cookies, without the key signing again.
 * Immutable and thread-safe. Its {@code toString} does not show the signature.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface SignedPolicy {

    /**
     * Makes a signed URL of a URL that the policy covers.
     *
     * @param pathOrUrl an absolute URL, or a path under the signer's URL; percent-encoded
     * @return the URL with CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code NOT_COVERED} if the policy does not cover the URL; {@code URL_NOT_SIGNABLE} as
     *         for {@link CloudFrontSigner#sign(String)}
     */
    String url(String pathOrUrl);

    /**
     * As {@link #url(String)}. For many URLs, strings are faster, because each signed URL has to be parsed as a {@code URI}.
     */
    URI url(URI url);

    /**
     * The policy as signed cookies.
     *
     * @throws CloudFrontSignerException {@code COOKIES_NOT_SETTABLE} if a cookie is longer than the 4,096 bytes that browsers
     *         keep
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
