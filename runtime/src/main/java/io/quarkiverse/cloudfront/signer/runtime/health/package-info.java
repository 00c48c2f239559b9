/**
 * The readiness check of the signers' keys.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.health;

import org.jspecify.annotations.NullMarked;
