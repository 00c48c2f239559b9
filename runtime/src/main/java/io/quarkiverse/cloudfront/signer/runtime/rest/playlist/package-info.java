/**
 * Rewrites playlists in the responses of Quarkus REST.
 */
package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;
