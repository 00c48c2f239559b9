package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Limits the work for one playlist in proportion to its length, because each URI becomes much longer, and a variable may stand
 * for a long text. The limit depends on the lines read so far, so that it can be checked before the work is done.
 */
public final class HlsWork {

    /** Longer URIs cannot be signed. Without a limit, text without line ends could fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;
    /** The length of a segment with a name of three characters and its {@code EXTINF} tag. */
    private static final int BYTES_FOR_A_URI = 15;
    /** If each segment contains a token of 700 characters, this limit is almost reached. */
    private static final int CHARACTERS_FOR_A_BYTE = 32;
    /** Allows short names and a long variable in a short playlist. */
    private static final int BYTES_FOR_FREE = 512;

    private long allowed = BYTES_FOR_FREE * CHARACTERS_FOR_A_BYTE;
    private long used;

    /**
     * @param bytes the number of bytes read since the beginning of the playlist
     */
    public void readTo(long bytes) {
        allowed = (bytes + BYTES_FOR_FREE) * CHARACTERS_FOR_A_BYTE;
    }

    public void countUri() {
        count(BYTES_FOR_A_URI * CHARACTERS_FOR_A_BYTE);
    }

    /**
     * @param work the amount of work, such as the length of a variable's value where the variable is used
     */
    void count(int work) {
        used += work;
        if (used > allowed) {
            throw Failure.ofPlaylist("the playlist has too many URIs, or too much text in its variables, for its length: on "
                    + "average, it may contain one URI per " + BYTES_FOR_A_URI + " bytes, or " + CHARACTERS_FOR_A_BYTE
                    + " characters of variable values per byte; use longer file names, or shorter values");
        }
    }

    public static void checkLine(int length) {
        if (length > LONGEST_LINE) {
            throw Failure.ofPlaylist("an HLS playlist has a line of more than " + LONGEST_LINE + " bytes");
        }
    }
}
