package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.function.Function;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * A key of the application.
 *
 * @param signature for each policy
 */
public record TestKey(String keyPairId, Algorithm algorithm, Function<byte[], Uni<byte[]>> signature) implements SigningKey {

    /** For tests that already have the signature, or do not sign. */
    public TestKey(String keyPairId, Algorithm algorithm) {
        this(keyPairId, algorithm, policy -> {
            throw new UnsupportedOperationException("the test does not sign");
        });
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return signature.apply(policy);
    }
}
