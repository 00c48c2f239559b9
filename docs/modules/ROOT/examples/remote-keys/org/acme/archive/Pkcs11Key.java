package org.acme.archive;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

// tag::key[]
public record Pkcs11Key(String keyPairId, Algorithm algorithm, PrivateKey key, Provider provider) implements SigningKey {

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().item(() -> signNow(policy))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private byte[] signNow(byte[] policy) {
        try {
            Signature signature = Signature.getInstance(switch (algorithm) {
                case ECDSA_SHA256 -> "SHA256withECDSA";
                case RSA_SHA256 -> "SHA256withRSA";
                case RSA_SHA1 -> "SHA1withRSA";
            }, provider);
            signature.initSign(key);
            signature.update(policy);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The token did not sign", e);
        }
    }
}
// end::key[]
