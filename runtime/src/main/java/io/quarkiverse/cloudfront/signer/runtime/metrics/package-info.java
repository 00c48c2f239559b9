/**
 * Micrometer metrics of signers, signatures, and gates.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.metrics;

import org.jspecify.annotations.NullMarked;
