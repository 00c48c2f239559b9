package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.ArrayList;
import java.util.List;

/**
 * A rewritten HLS playlist in memory. Its parts are only copied once, because it is much longer than the original.
 */
final class HlsParts implements HlsOutput {

    /** A segment with its duration has about forty, and becomes four parts. */
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
            at += HlsBytes.copy(part, 0, part.length(), bytes, at);
        }
        return bytes;
    }
}
