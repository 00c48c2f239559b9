/**
 * Creates the signer beans, and prepares cryptography for the JVM and for native executables.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.signer;

import org.jspecify.annotations.NullMarked;
