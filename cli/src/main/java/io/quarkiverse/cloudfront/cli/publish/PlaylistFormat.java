package io.quarkiverse.cloudfront.cli.publish;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPublisher;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;

/**
 * The kinds of files that are converted.
 */
enum PlaylistFormat {

    HLS(".m3u8", HlsPublisher::publish),
    /** A manifest with an absolute URI of media is refused. */
    DASH(".mpd", DashPublisher::publish);

    private final String extension;
    private final Function<byte[], PublishedPlaylist> publisher;

    PlaylistFormat(String extension, Function<byte[], PublishedPlaylist> publisher) {
        this.extension = extension;
        this.publisher = publisher;
    }

    /**
     * @return null if the file is not a playlist
     */
    static @Nullable PlaylistFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (PlaylistFormat format : values()) {
            if (name.endsWith(format.extension)) {
                return format;
            }
        }
        return null;
    }

    PublishedPlaylist publish(byte[] playlist) {
        return publisher.apply(playlist);
    }
}
