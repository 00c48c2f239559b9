/**
 * Signs each policy once: caches signatures, shares those that are being made, and tells listeners.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.signature;

import org.jspecify.annotations.NullMarked;
