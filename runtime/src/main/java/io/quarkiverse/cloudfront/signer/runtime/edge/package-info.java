/**
 * Tells the local edge where the application listens, in dev and test mode.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.edge;

import org.jspecify.annotations.NullMarked;
