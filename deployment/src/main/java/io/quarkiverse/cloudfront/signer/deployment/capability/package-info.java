/**
 * Which extensions the application has: Quarkus REST, security, tokens, coroutines.
 */
package io.quarkiverse.cloudfront.signer.deployment.capability;
