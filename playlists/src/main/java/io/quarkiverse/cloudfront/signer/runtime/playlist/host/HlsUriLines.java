package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import io.quarkiverse.cloudfront.signer.runtime.url.Refusal;

/**
 * What the lines of one playlist that are URIs refer to: all of them to media, or all of them to playlists. Some players take
 * the URIs of all lines for playlists, as soon as one is.
 */
public final class HlsUriLines {

    private boolean playlists;
    private boolean media;

    /**
     * Must be called for each line that may have a tag.
     *
     * @throws io.quarkiverse.cloudfront.signer.CloudFrontSignerException if URIs are playlists from here on, and others were
     *         not
     */
    public void tag(String line) {
        if (HlsPlace.isBeforePlaylist(line)) {
            playlists = true;
            if (media) {
                throw Refusal.ofPlaylist("EXT-X-STREAM-INF comes after the URI of a segment, which some players would take for "
                        + "a playlist, too; write variants and segments into playlists of their own");
            }
        }
    }

    /**
     * Must be called for each line that is a URI.
     *
     * @return whether it is that of a playlist
     */
    public boolean isPlaylist() {
        media |= !playlists;
        return playlists;
    }
}
