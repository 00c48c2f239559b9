/**
 * Generates the set-up for AWS.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.golive;

import org.jspecify.annotations.NullMarked;
