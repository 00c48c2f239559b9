package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Rewrites the lines of an HLS playlist one by one, and never holds more than one of them. Each byte is treated as one
 * character: only URIs are examined, which are ASCII, so the encoding of the remaining text does not matter.
 */
final class HlsStream extends RewritingStream {

    /** A URI of this length cannot be signed, and text without line ends must not fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;

    private final HlsLines lines;
    private final OutputStream rewritten;
    private byte[] line = new byte[512];
    private int length;

    HlsStream(HlsLines lines, OutputStream rewritten) {
        this.lines = lines;
        this.rewritten = rewritten;
    }

    @Override
    void take(byte[] octets, int from, int count) throws IOException {
        int start = from;
        int end = from + count;
        for (int i = from; i < end; i++) {
            if (octets[i] == '\n' || octets[i] == '\r') {
                add(octets, start, i - start);
                writeLine();
                rewritten.write(octets[i]);
                lines.endOfLine((char) octets[i]);
                start = i + 1;
            }
        }
        add(octets, start, end - start);
    }

    private void add(byte[] octets, int from, int count) {
        if (count > LONGEST_LINE - length) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "an HLS playlist has a line of more than " + LONGEST_LINE + " bytes");
        }
        if (count > line.length - length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
        }
        System.arraycopy(octets, from, line, length, count);
        length += count;
    }

    private void writeLine() throws IOException {
        String before = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        String after = lines.rewrite(before);
        if (after == before) {
            rewritten.write(line, 0, length);
        } else {
            rewritten.write(after.getBytes(StandardCharsets.ISO_8859_1));
        }
        length = 0;
    }

    @Override
    void end() throws IOException {
        writeLine();
    }

    @Override
    public void flush() throws IOException {
        rewritten.flush();
    }
}
