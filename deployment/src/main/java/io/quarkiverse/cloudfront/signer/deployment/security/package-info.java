/**
 * Makes sure that methods that sign are at least as protected as if they were {@code @Authenticated}.
 */
package io.quarkiverse.cloudfront.signer.deployment.security;
