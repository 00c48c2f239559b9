/**
 * What a {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource} says, which method it is for, and what is
 * wrong with it.
 */
package io.quarkiverse.cloudfront.signer.deployment.annotation;
