/**
 * Runs asynchronous work, whatever its last step throws.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.uni;

import org.jspecify.annotations.NullMarked;
