package io.quarkiverse.cloudfront.cli.publish;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;

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
    private final BiFunction<byte[], Boolean, PublishedPlaylist> publisher;

    PlaylistFormat(String extension, BiFunction<byte[], Boolean, PublishedPlaylist> publisher) {
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

    /**
     * @param marks whether it also passes on the mark of its URL
     */
    PublishedPlaylist publish(byte[] playlist, boolean marks) {
        return publisher.apply(playlist, marks);
    }
}
