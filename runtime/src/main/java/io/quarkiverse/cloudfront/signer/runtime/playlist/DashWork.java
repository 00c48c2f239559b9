package io.quarkiverse.cloudfront.signer.runtime.playlist;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Limits the work for one manifest, in which references, bases, and representations could multiply. The limit grows with the
 * manifest, so that a long one may have as many as a short one for each of its elements.
 */
final class DashWork {

    /** A hundred thousand take some tenths of a second. */
    private static final int AT_LEAST = 100_000;
    private static final int FOR_AN_ELEMENT = 10;

    private long most = AT_LEAST;
    private long checks;

    /**
     * Must be called for each element.
     */
    void allow() {
        most += FOR_AN_ELEMENT;
    }

    /**
     * Counts the additional checks of a reference or base, after its first one.
     */
    void count() {
        if (++checks > most) {
            throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE,
                    "the references of the manifest, its BaseURLs, and its Representations make more "
                            + "than " + most + " combinations; give fewer BaseURLs, or make references relative without ../");
        }
    }
}
