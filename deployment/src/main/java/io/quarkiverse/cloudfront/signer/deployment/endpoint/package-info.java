/**
 * Finds the REST methods that sign, and those that produce playlists.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jspecify.annotations.NullMarked;
