package io.quarkiverse.cloudfront.signer.runtime.key;

import io.quarkiverse.cloudfront.signer.PolicySigner;

/**
 * A signature, and the key that made it.
 */
public record KeySignature(PolicySigner key, byte[] signature) {

    @Override
    public String toString() {
        return "KeySignature[" + key.keyPairId() + "]";
    }
}
