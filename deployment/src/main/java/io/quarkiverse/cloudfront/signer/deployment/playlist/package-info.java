/**
 * Finds the endpoints that produce playlists.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.playlist;

import org.jspecify.annotations.NullMarked;
