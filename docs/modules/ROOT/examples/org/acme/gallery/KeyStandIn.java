package org.acme.gallery;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/**
 * Stands in for the client of a service that keeps private keys.
 */
@Singleton
public class KeyStandIn implements RemoteKey.KeyService {

    private final KeyPair pair;
    private final AtomicInteger signatures = new AtomicInteger();

    KeyStandIn() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        pair = generator.generateKeyPair();
    }

    PublicKey publicKey(String key) {
        return pair.getPublic();
    }

    int signatures() {
        return signatures.get();
    }

    /**
     * @return ECDSA over the message's SHA-256, DER-encoded
     */
    @Override
    public Uni<byte[]> sign(String key, byte[] message) {
        return Uni.createFrom().item(() -> {
            signatures.incrementAndGet();
            try {
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(pair.getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
