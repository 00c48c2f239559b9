/**
 * Prepares cryptography, also for native executables.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.key;

import org.jspecify.annotations.NullMarked;
