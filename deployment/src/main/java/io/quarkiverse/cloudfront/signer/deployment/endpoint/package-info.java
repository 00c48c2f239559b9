/**
 * Finds the REST methods that sign.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jspecify.annotations.NullMarked;
