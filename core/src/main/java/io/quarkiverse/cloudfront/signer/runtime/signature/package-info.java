/**
 * Signs each policy once: caches signatures, shares those in progress, and notifies listeners.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.signature;

import org.jspecify.annotations.NullMarked;
