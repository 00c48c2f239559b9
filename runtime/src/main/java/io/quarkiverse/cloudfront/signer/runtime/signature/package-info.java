/**
 * Signs each policy once: caches signatures, shares those that are being made, and tells listeners.
 */
package io.quarkiverse.cloudfront.signer.runtime.signature;
