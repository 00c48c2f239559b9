package io.quarkiverse.cloudfront.signer.runtime;

import java.util.function.Function;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * A key of the application.
 *
 * @param signature for each policy
 */
public record TestKey(String keyPairId, Algorithm algorithm, Function<byte[], Uni<byte[]>> signature) implements SigningKey {

    /** A key that has an ID, and is never asked. */
    public static TestKey of(String keyPairId) {
        return new TestKey(keyPairId, Algorithm.RSA_SHA256, policy -> {
            throw new AssertionError("signs");
        });
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return signature.apply(policy);
    }
}
