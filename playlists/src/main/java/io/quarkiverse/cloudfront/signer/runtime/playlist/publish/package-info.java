/**
 * Converts playlists once, so that players pass the signature of the playlist's URL on to the URLs in it.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import org.jspecify.annotations.NullMarked;
