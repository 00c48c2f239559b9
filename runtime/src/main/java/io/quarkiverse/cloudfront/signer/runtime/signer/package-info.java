/**
 * The signer beans, from start-up to the reload of their keys.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.signer;

import org.jspecify.annotations.NullMarked;
