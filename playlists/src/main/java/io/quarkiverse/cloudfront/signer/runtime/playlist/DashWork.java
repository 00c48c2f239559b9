package io.quarkiverse.cloudfront.signer.runtime.playlist;

import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Limits the work for one manifest, because references, bases, and representations can multiply. The limit is proportional to
 * the manifest's length.
 */
final class DashWork {

    private static final int FOR_FREE = 8_192;
    private static final int FOR_A_CHARACTER = 4;
    /** The fixed cost of a check, counted in characters, in addition to the length of the URL. */
    private static final int OF_A_CHECK = 32;

    private final int base;
    private long allowed = FOR_FREE;
    private long used;

    /**
     * @param base the length of the grant's base, which is a part of every URL
     */
    DashWork(int base) {
        this.base = base;
    }

    /**
     * Raises the limit. Must be called for each element.
     *
     * @param characters the approximate length of the element in the manifest
     */
    void allow(int characters) {
        allowed += (long) characters * FOR_A_CHARACTER;
    }

    /**
     * Counts a repeated check of a reference or base, or a check against a further base.
     */
    void count(String url) {
        used += OF_A_CHECK;
        countLength(url);
    }

    /**
     * Counts the characters of a URL.
     */
    void countLength(String url) {
        used += Math.max(0, url.length() - base);
        if (used > allowed) {
            throw Failure.ofPlaylist("the references of the manifest, its BaseURLs, and its Representations make too many "
                    + "combinations for its length; use fewer or shorter BaseURLs, or make references relative without ../");
        }
    }

    static void checkLength(int length) {
        if (length > DefaultSignedPolicy.LONGEST_URL) {
            throw Failure.ofPlaylist("a URI of the manifest has more than the " + DefaultSignedPolicy.LONGEST_URL
                    + " characters that CloudFront "
                    + "accepts");
        }
    }
}
