/**
 * The information that extensions on top of this one provide at build time.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.spi;

import org.jspecify.annotations.NullMarked;
