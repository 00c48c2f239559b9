package io.quarkiverse.cloudfront.signer.runtime.playlist;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Bounds the work on one manifest, in which references, bases, and representations could multiply.
 */
final class DashWork {

    /** A hundred thousand take a few tenths of a second. */
    private static final int MOST = 100_000;

    private int checks;

    /**
     * Counts what a reference or base takes in addition to its first check.
     */
    void count() {
        if (++checks > MOST) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "the references of the manifest, its BaseURLs, and its Representations make more "
                            + "than " + MOST + " combinations; give fewer BaseURLs, or make references relative without ../");
        }
    }
}
