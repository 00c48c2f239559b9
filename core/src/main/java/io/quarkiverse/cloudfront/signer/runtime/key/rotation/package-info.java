/**
 * Decides which key is active, which one is next, and which public keys are still needed.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import org.jspecify.annotations.NullMarked;
