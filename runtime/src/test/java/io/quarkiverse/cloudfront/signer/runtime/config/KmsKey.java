package io.quarkiverse.cloudfront.signer.runtime.config;

import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.smallrye.mutiny.Uni;

/**
 * A P-256 key in AWS KMS that is never asked to sign.
 */
record KmsKey(String keyPairId, PublicKey publicKey) implements AwsKms.Key {

    @Override
    public Algorithm algorithm() {
        return Algorithm.ECDSA_SHA256;
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        throw new AssertionError("signs");
    }
}
