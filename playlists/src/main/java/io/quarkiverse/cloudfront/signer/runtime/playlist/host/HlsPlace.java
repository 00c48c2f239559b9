package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * The kind of file that players expect at a URI of an HLS playlist. A playlist can read the signature from the query of its own
 * URL. Even if its URL is absolute, it can import the signature from the variables of the playlist that refers to it. It must
 * therefore be converted, too.
 */
public enum HlsPlace {

    /** A file that players do not read as a playlist. */
    MEDIA,

    /** A file with other data, such as a list of assets. */
    DATA,

    /** An independent playlist, such as an advertisement, without access to the variables of this one. */
    ASSET,

    /** A playlist that can import the variables of this one. */
    PLAYLIST,

    /** A file whose kind depends on its name. */
    UNKNOWN;

    static final String ASSET_LIST = "X-ASSET-LIST";
    private static final String ASSET_URI = "X-ASSET-URI";
    private static final String PLAYLIST_NAME = ".m3u8";
    private static final String VARIANT = "#EXT-X-STREAM-INF";
    /** The end of the name of each tag that describes a playlist. */
    private static final String PLAYLIST_TAG = "STREAM-INF";

    private static final Map<String, HlsPlace> TAGS = Map.ofEntries(
            Map.entry("#EXT-X-MEDIA", PLAYLIST),
            Map.entry("#EXT-X-RENDITION-REPORT", DATA),
            Map.entry("#EXT-X-SESSION-DATA", DATA),
            Map.entry("#EXT-X-DATERANGE", DATA),
            Map.entry("#EXT-X-MAP", MEDIA),
            Map.entry("#EXT-X-KEY", MEDIA),
            Map.entry("#EXT-X-SESSION-KEY", MEDIA),
            Map.entry("#EXT-X-PART", MEDIA),
            Map.entry("#EXT-X-PRELOAD-HINT", MEDIA));

    /**
     * Whether a line shows that the URI lines of its playlist refer to playlists. Some players find the tag anywhere in a line.
     */
    static boolean isBeforePlaylist(String line) {
        return line.contains(VARIANT);
    }

    /**
     * The kind of file that the name in a URI indicates.
     */
    public static HlsPlace named(String uri) {
        return isPlaylist(uri) ? PLAYLIST : MEDIA;
    }

    /**
     * Whether a file has the name of a playlist, and is therefore converted.
     */
    public static boolean isPlaylist(String uri) {
        int end = UriReference.endOfPath(uri, 0);
        return uri.regionMatches(true, end - PLAYLIST_NAME.length(), PLAYLIST_NAME, 0, PLAYLIST_NAME.length());
    }

    /**
     * Whether an attribute refers to the content of an interstitial, which is not media of the playlist.
     */
    public static boolean isInterstitial(String attribute) {
        return attribute.equals(ASSET_URI) || attribute.equals(ASSET_LIST);
    }

    /**
     * @param line a tag
     * @param attribute an attribute that contains a URI
     */
    public static HlsPlace of(String line, String attribute) {
        if (attribute.equals(ASSET_URI)) {
            return ASSET;
        }
        int colon = line.indexOf(':');
        String tag = colon < 0 ? line : line.substring(0, colon);
        // some players prefer a URI in EXT-X-STREAM-INF to the URI in the next line
        return tag.endsWith(PLAYLIST_TAG) ? PLAYLIST : TAGS.getOrDefault(tag, UNKNOWN);
    }
}
