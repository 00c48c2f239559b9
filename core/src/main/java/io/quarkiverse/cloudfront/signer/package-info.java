/**
 * Signed URLs and signed cookies for private content on Amazon CloudFront: the public API. Start with
 * {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource}.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer;

import org.jspecify.annotations.NullMarked;
