/**
 * Questions to the Jandex index that have nothing to do with signing.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.index;

import org.jspecify.annotations.NullMarked;
