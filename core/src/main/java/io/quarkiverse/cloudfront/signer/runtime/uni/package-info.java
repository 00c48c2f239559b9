/**
 * Runs asynchronous work, even if its last step throws an exception.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.uni;

import org.jspecify.annotations.NullMarked;
