package io.quarkiverse.cloudfront.signer.runtime.qute;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Refuses to cache rendered text that has a signed URL in it, whichever way the URL got there.
 */
public final class CachedSignature {

    /** Follows the place in a template. */
    public static final String MISTAKE = "caches signed URLs, which would give one user's grant to the next user; "
            + "sign outside of the section {#cached}";

    /** Each signed URL has both, however it is escaped. */
    private static final String KEY_PAIR_ID = "Key-Pair-Id";
    private static final String SIGNATURE = "Signature";

    private CachedSignature() {
    }

    /**
     * @param place where the text was rendered, as messages begin with it
     */
    static void refuse(String text, String place) {
        if (text.contains(KEY_PAIR_ID) && text.contains(SIGNATURE)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, place + " " + MISTAKE);
        }
    }
}
