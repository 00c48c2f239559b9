package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;

/**
 * Compares what is written with a text.
 */
final class Comparison extends OutputStream {

    private final byte[] text;
    private int length;
    private int lineFeeds;
    private boolean endsInLine;
    private boolean different;

    private Comparison(byte[] text) {
        this.text = text;
    }

    static Comparison of(byte[] text, Playlist.Content content) throws IOException {
        Comparison comparison = new Comparison(text);
        content.writeTo(comparison);
        return comparison;
    }

    @Override
    public void write(int octet) {
        write(new byte[] { (byte) octet }, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        int end = length + count;
        different = different || end > text.length || !Arrays.equals(octets, from, from + count, text, length, end);
        length = end;
        for (int i = from; i < from + count; i++) {
            endsInLine = octets[i] != '\n';
            lineFeeds += endsInLine ? 0 : 1;
        }
    }

    boolean isEqual() {
        return !different && length == text.length;
    }

    /**
     * How many more lines were written than the text has.
     */
    int insertedLines() throws IOException {
        return lines() - of(text, copy -> copy.write(text)).lines();
    }

    /**
     * The number of lines that were written. Each ends with a line feed, except for the last one.
     */
    private int lines() {
        return lineFeeds + (endsInLine ? 1 : 0);
    }
}
