package io.quarkiverse.cloudfront.signer.runtime.playlist;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Limits the work for one manifest, in which references, bases, and representations could multiply.
 */
final class DashWork {

    /** A hundred thousand take some tenths of a second. */
    private static final int MOST = 100_000;

    private int checks;

    /**
     * Counts the additional checks of a reference or base, after its first one.
     */
    void count() {
        if (++checks > MOST) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "the references of the manifest, its BaseURLs, and its Representations make more "
                            + "than " + MOST + " combinations; give fewer BaseURLs, or make references relative without ../");
        }
    }
}
