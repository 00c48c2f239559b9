package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Distinguishes the kinds of lines of an HLS playlist.
 */
public final class HlsSyntax {

    public static final String DEFINE = "#EXT-X-DEFINE:";
    /** The only tag whose value is a URI. */
    public static final String PREFETCH = "#EXT-X-PREFETCH:";

    private static final String HEADER = "#EXTM3U";
    private static final String TAG = "#EXT";
    /** The tag of a segment, whose title may contain text that looks like an attribute. */
    private static final String SEGMENT = "#EXTINF:";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** The byte order mark in UTF-8, with each byte as one character. */
    private static final String BYTE_ORDER_MARK_OCTETS = "\u00EF\u00BB\u00BF";

    private HlsSyntax() {
    }

    /**
     * @param line the first line of a playlist
     */
    public static void checkHeader(String line) {
        int start = Stream.of(BYTE_ORDER_MARK, BYTE_ORDER_MARK_OCTETS).filter(line::startsWith).mapToInt(String::length)
                .findFirst().orElse(0);
        int end = start + HEADER.length();
        if (!line.startsWith(HEADER, start) || end < line.length() && !isSpace(line.charAt(end))) {
            throw Failure.ofPlaylist("this is not an HLS playlist, because it does not begin with " + HEADER);
        } else if (line.indexOf(TAG, end) >= 0 || line.indexOf("{$", end) >= 0) {
            throw Failure.ofPlaylist("the first line of the HLS playlist contains another tag or a variable after " + HEADER
                    + ", and some players use it; remove it");
        }
    }

    /**
     * @param carriageReturn whether the previous line ends with only a carriage return
     * @param length the length of this line
     * @throws CloudFrontSignerException if the previous line ends in this way, and this line is not empty. Some players read
     *         this line as the rest of the previous one, and browsers remove the carriage return from a URI
     */
    public static void checkTerminator(boolean carriageReturn, int length) {
        if (carriageReturn && length > 0) {
            throw Failure.ofPlaylist("the previous line ends with only a carriage return, and some players read the two lines "
                    + "as one; end lines with a line feed");
        }
    }

    public static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isSpace(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a line that is not blank consists of a URI.
     */
    public static boolean isUri(String line) {
        return line.charAt(0) != '#';
    }

    /**
     * Whether the line that begins at this index is a comment, or a tag that cannot have attributes.
     */
    public static boolean isComment(String text, int from) {
        return text.startsWith("#", from) && (!text.startsWith(TAG, from) || text.startsWith(SEGMENT, from));
    }

    /**
     * Adds the number of the line to an exception.
     */
    public static CloudFrontSignerException inLine(int number, CloudFrontSignerException e) {
        return Failure.in("line " + number + " of the HLS playlist", e);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
