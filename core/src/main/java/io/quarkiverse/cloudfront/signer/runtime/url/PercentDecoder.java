package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.Optional;

/**
 * Decodes percent-encoded text until no escape is left, like several programs that decode the text one after the other. One
 * pass is enough, however often the text is encoded, because a decoded character can only complete an escape at the end of the
 * text decoded so far. Callers must limit the length of the text.
 */
public final class PercentDecoder {

    /** The maximum number of times that text can be encoded. Legitimate text is not encoded more often. */
    public static final int MOST_TIMES = 10;

    private static final int ESCAPE = 3;

    private final char[] decoded;
    /** How often each of the decoded characters was encoded. */
    private final byte[] times;
    private int length;

    private PercentDecoder(int capacity) {
        this.decoded = new char[capacity];
        this.times = new byte[capacity];
    }

    /**
     * Decodes octet by octet, because only ASCII characters have a meaning in URLs. Leaves a {@code %} that does not begin an
     * escape.
     *
     * @return empty if a part of the text is encoded more than {@value #MOST_TIMES} times
     */
    public static Optional<String> decode(String text) {
        return text.indexOf('%') < 0 ? Optional.of(text) : new PercentDecoder(text.length()).decodeAll(text);
    }

    private Optional<String> decodeAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            decoded[length] = text.charAt(i);
            times[length++] = 0;
            while (endsWithEscape()) {
                if (!decodeLast()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new String(decoded, 0, length));
    }

    private boolean endsWithEscape() {
        int start = length - ESCAPE;
        return start >= 0 && decoded[start] == '%' && hex(decoded[start + 1]) >= 0 && hex(decoded[start + 2]) >= 0;
    }

    private boolean decodeLast() {
        int start = length - ESCAPE;
        int most = Math.max(times[start], Math.max(times[start + 1], times[start + 2])) + 1;
        decoded[start] = (char) (hex(decoded[start + 1]) << 4 | hex(decoded[start + 2]));
        times[start] = (byte) most;
        length = start + 1;
        return most <= MOST_TIMES;
    }

    /**
     * The value of a hexadecimal digit, or -1.
     */
    static int hex(String text, int index) {
        return index < text.length() ? hex(text.charAt(index)) : -1;
    }

    /**
     * The value of a hexadecimal digit, or -1. The comparison excludes digits of other scripts, which {@code Character.digit}
     * accepts.
     */
    private static int hex(char c) {
        return c <= 'f' ? Character.digit(c, 16) : -1;
    }
}
