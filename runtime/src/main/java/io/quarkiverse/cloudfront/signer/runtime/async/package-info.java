/**
 * Runs asynchronous work to its end.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.NullMarked;
