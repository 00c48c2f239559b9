package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

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
        return changed.equals(text) ? this : new HlsLine(number, changed, end);
    }
}
