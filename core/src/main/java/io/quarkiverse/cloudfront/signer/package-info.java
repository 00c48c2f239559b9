/**
 * The public API for signed URLs and signed cookies, which protect private content on Amazon CloudFront. Start with
 * {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource}.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer;

import org.jspecify.annotations.NullMarked;
