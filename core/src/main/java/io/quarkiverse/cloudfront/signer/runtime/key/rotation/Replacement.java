package io.quarkiverse.cloudfront.signer.runtime.key.rotation;

import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A key that is about to replace another one. Rejects half-written keys, and mistakes because of which CloudFront would refuse
 * every signature.
 */
record Replacement(LocalKey before, LocalKey now) {

    /**
     * Whether it is the same key as before, perhaps in another form.
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
                    "contains a different key with the same key pair ID %s as before, but CloudFront gives each "
                            .formatted(now.keyPairId())
                            + "public key its own ID. Replace both together, or restart the application if the key was wrong "
                            + "before");
        }
        if (isSameKey()) {
            throw new UnusableKeyException(
                    "contains the same key as before with a different key pair ID %s, but CloudFront gives each "
                            .formatted(now.keyPairId())
                            + "public key one ID. Replace both together, or restart the application if the ID was wrong "
                            + "before");
        }
        if (now.algorithm() != before.algorithm()) {
            throw new UnusableKeyException("contains a key for %s, but the previous one is for %s; "
                    .formatted(now.algorithm(), before.algorithm())
                    + "change the algorithm with a further key and its active-from, or restart the application");
        }
    }
}
