package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;

/**
 * A playlist of HTTP Live Streaming, RFC 8216 and its successors. It is read line by line. All bytes that are not a URI of the
 * media stay as they are.
 */
final class HlsPlaylist implements Playlist {

    private final GrantedUris uris;

    HlsPlaylist(GrantedUris uris) {
        this.uris = uris;
    }

    @Override
    public String rewrite(String playlist) {
        return parts(playlist).toText();
    }

    @Override
    public byte[] rewrite(byte[] playlist) {
        return parts(HlsBytes.text(playlist, 0, playlist.length)).toBytes();
    }

    private HlsParts parts(String playlist) {
        HlsParts parts = new HlsParts(playlist);
        HlsLines lines = new HlsLines(uris, parts);
        try {
            lines.rewrite(playlist);
            lines.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    @Override
    public void rewrite(InputStream playlist, OutputStream rewritten) throws IOException {
        rewrite(playlist::transferTo, rewritten);
    }

    @Override
    public void rewrite(Content playlist, OutputStream rewritten) throws IOException {
        HlsStream stream = new HlsStream(uris, rewritten);
        playlist.writeTo(stream);
        stream.finish();
    }
}
