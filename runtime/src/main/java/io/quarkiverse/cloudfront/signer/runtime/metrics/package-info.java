/**
 * Micrometer metrics of signers and signatures.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.metrics;

import org.jspecify.annotations.NullMarked;
