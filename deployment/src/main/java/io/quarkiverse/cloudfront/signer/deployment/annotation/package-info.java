/**
 * Reads and checks {@link io.quarkiverse.cloudfront.signer.SignedResource @SignedResource} annotations, and determines to which
 * methods they apply.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.annotation;

import org.jspecify.annotations.NullMarked;
