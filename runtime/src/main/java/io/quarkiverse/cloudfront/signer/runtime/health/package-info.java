/**
 * The readiness check of the signers' keys.
 */
package io.quarkiverse.cloudfront.signer.runtime.health;
