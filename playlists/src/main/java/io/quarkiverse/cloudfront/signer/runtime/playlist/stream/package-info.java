/**
 * Rewrites playlists that are written instead of read.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.stream;

import org.jspecify.annotations.NullMarked;
