/**
 * The grammar of HLS playlists: lines, attribute lists, and variables.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

import org.jspecify.annotations.NullMarked;
