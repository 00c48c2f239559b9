/**
 * Binds the interceptor to exactly the methods that sign, and reports methods to which it cannot be bound.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.method;

import org.jspecify.annotations.NullMarked;
