/**
 * Queries of the Jandex index that are independent of signing.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.index;

import org.jspecify.annotations.NullMarked;
