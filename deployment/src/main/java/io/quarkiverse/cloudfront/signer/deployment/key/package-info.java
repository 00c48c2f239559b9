/**
 * Prepares cryptography, also for native executables.
 */
package io.quarkiverse.cloudfront.signer.deployment.key;
