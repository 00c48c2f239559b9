/**
 * Tells the local edge, in dev and test mode, where the application listens, and which logins it revokes.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.edge;

import org.jspecify.annotations.NullMarked;
