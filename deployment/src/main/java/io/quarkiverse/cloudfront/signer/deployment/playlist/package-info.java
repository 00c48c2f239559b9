/**
 * Finds the endpoints that produce playlists.
 */
package io.quarkiverse.cloudfront.signer.deployment.playlist;
