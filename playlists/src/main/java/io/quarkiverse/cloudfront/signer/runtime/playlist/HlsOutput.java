package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Receives the parts of a rewritten HLS playlist. Each byte is treated as one character, because only URIs are examined. These
 * are ASCII, so the encoding of the remaining text does not matter.
 */
interface HlsOutput {

    void add(String text, int from, int to) throws IOException;

    default void add(String text) throws IOException {
        add(text, 0, text.length());
    }

    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * @return the number of bytes
     */
    @SuppressWarnings("deprecation") // it drops the upper byte of each character, which is 0 here, and does not allocate
    static int copy(String text, int from, int to, byte[] target, int at) {
        text.getBytes(from, to, target, at);
        return to - from;
    }
}
