/**
 * Micrometer metrics of signers and signatures.
 */
package io.quarkiverse.cloudfront.signer.runtime.metrics;
