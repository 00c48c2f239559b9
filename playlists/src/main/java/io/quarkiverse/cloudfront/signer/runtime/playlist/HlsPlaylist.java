package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;

/**
 * A playlist of HTTP Live Streaming, RFC 8216 and its successors. It is read line by line. Only the URIs of media change; all
 * other bytes stay as they are.
 */
record HlsPlaylist(GrantedUris uris) implements Playlist {

    @Override
    public String rewrite(String playlist) {
        return parts(playlist).toText();
    }

    @Override
    public byte[] rewrite(byte[] playlist) {
        return parts(HlsOutput.text(playlist, 0, playlist.length)).toBytes();
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

    /**
     * A rewritten HLS playlist in memory. Its parts are copied only once, because it is much longer than the original.
     */
    static final class HlsParts implements HlsOutput {

        /** A segment and its duration have about forty characters and become four parts. */
        private static final int CHARACTERS_OF_A_PART = 10;

        private final List<String> parts;
        private int length;

        HlsParts(String playlist) {
            this.parts = new ArrayList<>(playlist.length() / CHARACTERS_OF_A_PART);
        }

        @Override
        public void add(String text, int from, int to) {
            parts.add(text.substring(from, to));
            length = Math.addExact(length, to - from);
        }

        String toText() {
            return String.join("", parts.toArray(new String[0]));
        }

        /**
         * @return one byte for each character
         */
        byte[] toBytes() {
            byte[] bytes = new byte[length];
            int at = 0;
            for (String part : parts) {
                at += HlsOutput.copy(part, 0, part.length(), bytes, at);
            }
            return bytes;
        }
    }
}
