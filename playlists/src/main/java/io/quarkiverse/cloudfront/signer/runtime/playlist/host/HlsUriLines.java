package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Ensures that the URI lines of one playlist refer either to media or to playlists, but not to both. As soon as one line refers
 * to a playlist, some players treat the URIs of all lines as playlists.
 */
public final class HlsUriLines {

    private boolean playlists;
    private boolean media;

    /**
     * Must be called for each line that may contain a tag.
     *
     * @throws io.quarkiverse.cloudfront.signer.CloudFrontSignerException if the URIs from here on refer to playlists, but
     *         earlier URIs refer to media
     */
    public void tag(String line) {
        if (HlsPlace.isBeforePlaylist(line)) {
            playlists = true;
            if (media) {
                throw Failure.ofPlaylist("EXT-X-STREAM-INF comes after the URI of a segment, which some players would take for "
                        + "a playlist, too; write variants and segments into separate playlists");
            }
        }
    }

    /**
     * Must be called for each line that is a URI.
     *
     * @return whether the URI refers to a playlist
     */
    public boolean isPlaylist() {
        media |= !playlists;
        return playlists;
    }
}
