/**
 * Which extensions the application has: Quarkus REST, security, tokens, coroutines.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.capability;

import org.jspecify.annotations.NullMarked;
