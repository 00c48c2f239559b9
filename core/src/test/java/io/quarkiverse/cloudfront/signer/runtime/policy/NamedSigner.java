package io.quarkiverse.cloudfront.signer.runtime.policy;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * The key's properties other than its signature, for tests that already have the signature, or do not sign.
 */
public record NamedSigner(String keyPairId, Algorithm algorithm) implements SigningKey {

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        throw new UnsupportedOperationException("the test does not sign");
    }
}
