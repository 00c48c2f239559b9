package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.Locale;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The URL with which a player opens a static signed playlist. The playlist reads the key pair ID and the hash algorithm from
 * {@link ReservedParameters#OF_PLAYLISTS}.
 */
final class PlaylistEntry {

    private final String url;
    private final int query;
    private final int extension;

    /**
     * @param url an absolute URL that the guard has accepted
     */
    PlaylistEntry(String url) {
        this.url = url;
        int mark = url.indexOf('?');
        this.query = mark < 0 ? url.length() : mark;
        this.extension = Math.max(0, url.lastIndexOf('.', query - 1));
        checkExtension();
        checkQuery();
    }

    private void checkExtension() {
        String name = url.substring(extension, query).toLowerCase(Locale.ROOT);
        if (!name.equals(".m3u8") && !name.equals(".mpd")) {
            throw Failure.of(url, "its path does not end in .m3u8 or .mpd, so it is not the URL of a playlist; use url() "
                    + "for other files, or leave out content = STATIC_PLAYLIST");
        }
    }

    private void checkQuery() {
        ReservedParameters.find(ReservedParameters.OF_PLAYLISTS, url).ifPresent(read -> {
            throw Failure.of(url, "its query has the " + read + " parameter, which the signer adds to the URL of a static "
                    + "signed playlist; rename it");
        });
    }

    /**
     * The URL up to the extension. A policy that covers every URL with this prefix covers the playlist's directory, or at least
     * the files whose names begin like the playlist's name.
     */
    String beforeExtension() {
        return url.substring(0, extension);
    }

    String with(String keyPairId, String hashAlgorithm) {
        return url + (query == url.length() ? '?' : '&') + ReservedParameters.PLAYLIST_KEY_PAIR_ID + "=" + keyPairId + "&"
                + ReservedParameters.PLAYLIST_HASH_ALGORITHM + "=" + hashAlgorithm;
    }
}
