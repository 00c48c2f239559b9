/**
 * Rewrites playlists in the responses of Quarkus REST.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import org.jspecify.annotations.NullMarked;
