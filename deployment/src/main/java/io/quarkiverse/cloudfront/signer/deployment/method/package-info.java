/**
 * Binds the interceptor to exactly the methods that sign, and reports those it cannot be bound to.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.method;

import org.jspecify.annotations.NullMarked;
