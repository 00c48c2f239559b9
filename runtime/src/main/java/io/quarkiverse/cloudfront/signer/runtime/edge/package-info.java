/**
 * Connects the application and the local edge, in dev and test mode: where the application listens, and what it revokes.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.edge;

import org.jspecify.annotations.NullMarked;
