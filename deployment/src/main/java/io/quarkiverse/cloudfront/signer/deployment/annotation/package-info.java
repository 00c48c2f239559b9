/**
 * What a {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource} says, which method it is for, and what is
 * wrong with it.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.annotation;

import org.jspecify.annotations.NullMarked;
