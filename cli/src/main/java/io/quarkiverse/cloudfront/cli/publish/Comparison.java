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
    private boolean different;

    private Comparison(byte[] text) {
        this.text = text;
    }

    static boolean isEqual(byte[] text, Playlist.Content content) throws IOException {
        Comparison comparison = new Comparison(text);
        content.writeTo(comparison);
        return !comparison.different && comparison.length == text.length;
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
    }
}
