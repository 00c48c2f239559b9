package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A key that is about to take another one's place. What is half-written, or a mistake that CloudFront would refuse every
 * signature for, does not.
 */
record Replacement(LocalKey before, LocalKey now) {

    /**
     * Whether it is the key that is there already, perhaps written in another form.
     */
    boolean isNone() {
        return isSameId() && isSameKey();
    }

    private boolean isSameId() {
        return now.keyPairId().equals(before.keyPairId());
    }

    private boolean isSameKey() {
        return now.publicKey().equals(before.publicKey());
    }

    void check() throws UnusableKeyException {
        if (isSameId()) {
            throw new UnusableKeyException(
                    "has another key than before under the same key pair ID %s, and CloudFront gives each "
                            .formatted(now.keyPairId())
                            + "public key an ID of its own; replace both at once, or restart the application if the key was wrong before");
        }
        if (isSameKey()) {
            throw new UnusableKeyException(
                    "has the same key as before under another key pair ID, %s, and CloudFront gives each "
                            .formatted(now.keyPairId())
                            + "public key one ID; replace both at once, or restart the application if the ID was wrong before");
        }
        if (now.algorithm() != before.algorithm()) {
            throw new UnusableKeyException("has a key for %s, and the one before is for %s; "
                    .formatted(now.algorithm(), before.algorithm())
                    + "change the algorithm with a further key and its active-from, or restart the application");
        }
    }
}
