/**
 * Ensures that methods that sign are at least as protected as if they were {@code @Authenticated}.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.security;

import org.jspecify.annotations.NullMarked;
