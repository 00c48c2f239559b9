/**
 * Generates what has to be set up in AWS.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.golive;

import org.jspecify.annotations.NullMarked;
