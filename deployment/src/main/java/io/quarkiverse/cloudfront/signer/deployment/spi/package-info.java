/**
 * What extensions on top of this one tell it at build time.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.spi;

import org.jspecify.annotations.NullMarked;
