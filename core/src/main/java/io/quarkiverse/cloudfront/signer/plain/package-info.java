/**
 * Signers for Java programs that do not run on Quarkus.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.plain;

import org.jspecify.annotations.NullMarked;
