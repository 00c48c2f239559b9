/**
 * Decides what in a playlist may choose a host, now or later, so that a signature stays at the signer's hosts. Both formats ask
 * it, for playlists per viewer and for static ones.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import org.jspecify.annotations.NullMarked;
