package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;

/**
 * A line of an HLS playlist.
 *
 * @param number from 1 on
 * @param end its terminator, which is empty at the end of the playlist
 */
record HlsLine(int number, String text, String end) {

    static List<HlsLine> split(String playlist) {
        List<HlsLine> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < playlist.length(); i++) {
            char c = playlist.charAt(i);
            if (c == '\n' || c == '\r') {
                int next = c == '\r' && playlist.startsWith("\n", i + 1) ? i + 2 : i + 1;
                lines.add(new HlsLine(lines.size() + 1, playlist.substring(from, i), playlist.substring(i, next)));
                from = next;
                i = next - 1;
            }
        }
        lines.add(new HlsLine(lines.size() + 1, playlist.substring(from), ""));
        return lines;
    }

    /**
     * @param change refuses a line without knowing its number
     */
    HlsLine with(UnaryOperator<HlsLine> change) {
        try {
            return change.apply(this);
        } catch (CloudFrontSignerException e) {
            throw HlsSyntax.inLine(number, e);
        }
    }

    HlsLine withText(String changed) {
        return new HlsLine(number, changed, end);
    }
}
