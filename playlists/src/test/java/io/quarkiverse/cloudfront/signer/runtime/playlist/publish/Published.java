package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist.KeptUri;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;

/**
 * A converted playlist in memory.
 */
public record Published(byte[] content, List<KeptUri> kept) {

    public static Published hls(byte[] playlist) {
        return of(HlsPublisher.publish(playlist, false));
    }

    public static byte[] dash(byte[] manifest) {
        return of(DashPublisher.publish(manifest, false)).content;
    }

    private static Published of(PublishedPlaylist playlist) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            playlist.writeTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<KeptUri> kept = new ArrayList<>();
        playlist.forEachKept(kept::add);
        return new Published(content.toByteArray(), kept);
    }
}
