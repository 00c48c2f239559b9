/**
 * Finds and checks what templates sign.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.qute;

import org.jspecify.annotations.NullMarked;
