/**
 * Starts the local edge in dev and test mode.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.devservices;

import org.jspecify.annotations.NullMarked;
