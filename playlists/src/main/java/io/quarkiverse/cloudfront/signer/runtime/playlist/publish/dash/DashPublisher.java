package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Makes a DASH manifest pass its signature on. Inserts one property, and leaves all other bytes unchanged.
 */
public final class DashPublisher {

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    private DashPublisher() {
    }

    /**
     * @param marks whether the manifest also passes on the mark of its URL
     * @throws CloudFrontSignerException if the manifest cannot be converted, with the line if it is known
     */
    public static PublishedPlaylist publish(byte[] manifest, boolean marks) {
        if (manifest.length > 1 && (manifest[0] == 0 || manifest[1] == 0)) {
            throw Failure.ofPlaylist("the manifest is not encoded in UTF-8, but probably in UTF-16 or UTF-32; convert it to "
                    + "UTF-8");
        }
        int from = Arrays.mismatch(manifest, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        DashPlace.Insertion insertion = new DashWalk(manifest, from, marks).run();
        if (insertion == null) {
            return published -> published.write(manifest);
        }
        int at = from + insertion.at();
        return published -> {
            published.write(manifest, 0, at);
            published.write(insertion.text().getBytes(StandardCharsets.UTF_8));
            published.write(manifest, at, manifest.length - at);
        };
    }
}
