package org.acme.gallery;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
@SignerName("archive")
public class RemoteKey implements SigningKey {

    public interface KeyService { // <1>

        Uni<byte[]> sign(String key, byte[] policy);
    }

    private final KeyService keys;

    RemoteKey(KeyService keys) {
        this.keys = keys;
    }

    @Override
    public String keyPairId() {
        return "K2ARCHIVE";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ECDSA_SHA256;
    }

    @Override
    @Retry(maxRetries = 2) // <2>
    @Timeout(2000)
    public Uni<byte[]> sign(byte[] policy) {
        return keys.sign("cloudfront-archive", policy);
    }
}
