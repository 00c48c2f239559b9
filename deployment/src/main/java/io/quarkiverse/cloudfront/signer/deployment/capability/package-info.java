/**
 * Detects which extensions the application has: Quarkus REST, security, tokens, and coroutines.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.capability;

import org.jspecify.annotations.NullMarked;
