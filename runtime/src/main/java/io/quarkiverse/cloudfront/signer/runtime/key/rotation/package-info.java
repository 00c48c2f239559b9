/**
 * Decides which key signs now, which one is next, and which public keys are still needed.
 */
package io.quarkiverse.cloudfront.signer.runtime.key.rotation;
