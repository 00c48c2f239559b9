package io.quarkiverse.cloudfront.signer.runtime.policy;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * What is said of a key beside its signature, where a test has the signature.
 */
record NamedSigner(String keyPairId, Algorithm algorithm) implements SigningKey {

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        throw new UnsupportedOperationException("the test has the signature");
    }
}
