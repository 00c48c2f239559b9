/**
 * Called by the build when the application starts; each room below has one concern.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime;

import org.jspecify.annotations.NullMarked;
