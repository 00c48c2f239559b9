/**
 * Intercepts the methods with {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource}. The way of a signed URL
 * begins here.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import org.jspecify.annotations.NullMarked;
