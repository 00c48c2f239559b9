package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;

/**
 * A cursor over the lines of an HLS playlist, so that they are not held in memory a second time. There is always at least one
 * line, and the last one is empty if the playlist ends with a line terminator.
 */
final class HlsLineReader {

    private final String playlist;
    private int number;
    private int from;
    private int to;
    /** The index at which the next line begins; -1 after the last line. */
    private int next;

    HlsLineReader(String playlist) {
        this.playlist = playlist;
    }

    /**
     * Moves to the next line.
     *
     * @return false if there is none
     */
    boolean next() {
        if (next < 0) {
            return false;
        }
        number++;
        from = next;
        to = from;
        while (to < playlist.length() && playlist.charAt(to) != '\n' && playlist.charAt(to) != '\r') {
            to++;
        }
        HlsWork.checkLine(to - from);
        int afterEnd = playlist.startsWith("\r\n", to) ? to + 2 : to + 1;
        next = to == playlist.length() ? -1 : afterEnd;
        return true;
    }

    int number() {
        return number;
    }

    /**
     * The index after the terminator.
     */
    int end() {
        return next < 0 ? playlist.length() : next;
    }

    boolean startsWith(String prefix) {
        return playlist.startsWith(prefix, from);
    }

    Line line() {
        return new Line(number, playlist.substring(from, to), playlist.substring(to, end()));
    }

    /**
     * A line of an HLS playlist.
     *
     * @param number the number of the line, beginning with 1
     * @param end the terminator, which is empty at the end of the playlist
     */
    record Line(int number, String text, String end) {

        /**
         * Applies a change to this line. If the change throws an exception, the number of the line is added to it.
         *
         * @param change returns the changed line, or throws an exception without the number of the line
         */
        Line with(UnaryOperator<Line> change) {
            try {
                return change.apply(this);
            } catch (CloudFrontSignerException e) {
                throw HlsSyntax.inLine(number, e);
            }
        }

        Line withText(String changed) {
            return changed.equals(text) ? this : new Line(number, changed, end);
        }
    }
}
