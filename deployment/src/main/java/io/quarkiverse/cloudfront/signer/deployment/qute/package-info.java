/**
 * Finds and checks the places where templates sign.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.qute;

import org.jspecify.annotations.NullMarked;
