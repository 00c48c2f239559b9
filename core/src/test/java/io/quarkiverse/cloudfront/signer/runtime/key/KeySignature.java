package io.quarkiverse.cloudfront.signer.runtime.key;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.signature.CallerThread;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureService;

/**
 * The signature that the key made, and the key.
 */
public record KeySignature(Policy policy, SigningKey key, byte[] signature) {

    /** Caches as many signatures as by default. */
    public static SignatureService<KeySignature> of(String signer, KeyRing keys) {
        return of(signer, keys, 1000);
    }

    public static SignatureService<KeySignature> of(String signer, KeyRing keys, long maxSize, SignatureListener... listeners) {
        return of(signer, keys, maxSize, CallerThread.ANY, listeners);
    }

    public static SignatureService<KeySignature> of(String signer, KeyRing keys, long maxSize, CallerThread caller,
            SignatureListener... listeners) {
        return new SignatureService<>(signer, keys, maxSize, List.of(listeners), caller, KeySignature::new);
    }

    public static Policy policy(Instant expiresAt) {
        return Policy.canned("https://media.example.com/a.jpg", expiresAt);
    }

    public boolean verifies(PublicKey publicKey) {
        return new KeyProof(publicKey).verifies(key.algorithm(), policy.json().getBytes(StandardCharsets.UTF_8), signature);
    }
}
