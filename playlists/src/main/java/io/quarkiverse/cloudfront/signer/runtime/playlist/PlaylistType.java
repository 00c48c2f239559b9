package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The formats of playlists that can be rewritten.
 */
public enum PlaylistType {

    HLS,
    DASH;

    /**
     * @param mediaType the media type of a response, with or without parameters
     * @return null if this is not the media type of a playlist
     */
    public static @Nullable PlaylistType of(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl" -> HLS;
            case "application/dash+xml" -> DASH;
            default -> null;
        };
    }
}
