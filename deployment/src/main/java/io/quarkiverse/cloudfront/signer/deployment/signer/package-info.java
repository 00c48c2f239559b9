/**
 * Creates the signer beans.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.signer;

import org.jspecify.annotations.NullMarked;
