/**
 * Binds the interceptor to exactly the methods that sign, and reports those it cannot be bound to.
 */
package io.quarkiverse.cloudfront.signer.deployment.method;
