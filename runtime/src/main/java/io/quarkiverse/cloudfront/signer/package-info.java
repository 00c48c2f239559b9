/**
 * Signed URLs and signed cookies for private content on Amazon CloudFront: the public API. Begin with
 * {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource}.
 */
package io.quarkiverse.cloudfront.signer;
