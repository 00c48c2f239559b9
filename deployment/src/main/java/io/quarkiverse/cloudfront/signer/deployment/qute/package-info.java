/**
 * Finds and checks what templates sign.
 */
package io.quarkiverse.cloudfront.signer.deployment.qute;
