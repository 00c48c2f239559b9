package io.quarkiverse.cloudfront.signer.runtime.qute;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Refuses to cache rendered text that contains a signed URL.
 */
public final class CachedSignature {

    /** The message after the place in a template. */
    public static final String MISTAKE = "caches signed URLs, which would give one user's grant to other users. Sign outside "
            + "of the section {#cached}";

    /** Each signed URL contains both, regardless of escapes. */
    private static final String KEY_PAIR_ID = "Key-Pair-Id";
    private static final String SIGNATURE = "Signature";

    private CachedSignature() {
    }

    /**
     * @param place where the text was rendered, as the beginning of a message
     */
    static void refuse(String text, String place) {
        if (text.contains(KEY_PAIR_ID) && text.contains(SIGNATURE)) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED, place + " " + MISTAKE);
        }
    }
}
