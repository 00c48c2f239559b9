/**
 * Intercepts the methods with {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource}. The processing of a call
 * starts here, and only this package knows methods and their asynchronous types.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import org.jspecify.annotations.NullMarked;
