package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.ByteArrayOutputStream;
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
        HlsLines lines = new HlsLines(uris);
        StringBuilder rewritten = new StringBuilder(playlist.length() * 2);
        int from = 0;
        for (int i = 0; i < playlist.length(); i++) {
            char c = playlist.charAt(i);
            if (c == '\n' || c == '\r') {
                rewritten.append(lines.rewrite(playlist.substring(from, i))).append(c);
                lines.endOfLine(c);
                from = i + 1;
            }
        }
        return rewritten.append(lines.rewrite(playlist.substring(from))).toString();
    }

    @Override
    public byte[] rewrite(byte[] playlist) {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream(playlist.length * 2);
        try (RewritingStream stream = rewriteInto(rewritten)) {
            stream.write(playlist);
            stream.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rewritten.toByteArray();
    }

    @Override
    public void rewrite(InputStream playlist, OutputStream rewritten) throws IOException {
        try (RewritingStream stream = rewriteInto(rewritten)) {
            playlist.transferTo(stream);
            stream.finish();
        }
    }

    @Override
    public RewritingStream rewriteInto(OutputStream rewritten) {
        return new HlsStream(new HlsLines(uris), rewritten);
    }
}
