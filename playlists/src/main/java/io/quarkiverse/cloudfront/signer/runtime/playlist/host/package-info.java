/**
 * Decides whether something in a playlist may choose a host, now or later, so that a signature stays at the signer's hosts.
 * This package is used for HLS and DASH, and both for playlists that are signed per viewer and for static playlists.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import org.jspecify.annotations.NullMarked;
