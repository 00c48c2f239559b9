package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * A key of the application's own {@link SigningKey}. Its ID and algorithm are asked for once: what it signs must not go out
 * under another ID than the one it was signed for. What it answers is looked at before it is used.
 */
public final class RemoteKey implements SigningKey {

    /** As {@link SigningKey#sign(byte[])} promises. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SigningKey signer;
    private final String keyPairId;
    private final Algorithm algorithm;
    private final @Nullable KeyProof proof;
    private final Duration timeout;

    /**
     * @param publicKey to verify each signature with, if there is one
     */
    public RemoteKey(SigningKey signer, @Nullable PublicKey publicKey, Duration timeout) {
        this.signer = signer;
        this.keyPairId = signer.keyPairId();
        this.algorithm = signer.algorithm();
        this.proof = publicKey == null ? null : new KeyProof(publicKey);
        this.timeout = timeout;
    }

    /**
     * Makes and verifies a signature if there is a public key to verify it with. Blocks the caller then.
     */
    public static RemoteKey of(SigningKey signer, Optional<String> publicKeyLocation) throws UnusableKeyException {
        if (publicKeyLocation.isEmpty()) {
            return new RemoteKey(signer, null, TIMEOUT);
        }
        RemoteKey key = new RemoteKey(signer, PublicKeyLocation.parse(PublicKeyLocation.read(publicKeyLocation.get())),
                TIMEOUT);
        try {
            key.sign(KeyProof.TRIAL).await().indefinitely();
            return key;
        } catch (CloudFrontSignerException e) {
            throw new UnusableKeyException(PublicKeyLocation.PROPERTY, "asks for a proof that failed: " + e.getMessage(), e);
        }
    }

    @Override
    public String keyPairId() {
        return keyPairId;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().deferred(() -> signer.sign(policy.clone()))
                .onItem().ifNull().failWith(() -> new IllegalStateException("null"))
                .ifNoItem().after(timeout).fail()
                .onFailure().transform(this::missing)
                .invoke(signature -> check(policy, signature));
    }

    private CloudFrontSignerException missing(Throwable cause) {
        return cause instanceof TimeoutException
                ? failure(Reason.KEY_TIMEOUT, "gave no signature within " + timeout.toSeconds() + " seconds", cause)
                : failure(Reason.KEY_UNAVAILABLE, "gave no signature", cause);
    }

    private void check(byte[] message, byte[] signature) {
        if (!SignatureFormat.matches(algorithm, signature)) {
            throw failure(Reason.MALFORMED_SIGNATURE,
                    "gave %s bytes that are no signature for %s: %s".formatted(signature.length, algorithm,
                            SignatureFormat.describe(algorithm)),
                    null);
        }
        if (proof != null && !proof.verifies(algorithm, message, signature)) {
            throw failure(Reason.SIGNATURE_NOT_VERIFIED, "gave a signature that does not verify with the public key of "
                    + "public-key-location; let it sign the message with the private key that belongs to it", null);
        }
    }

    private CloudFrontSignerException failure(Reason reason, String what, @Nullable Throwable cause) {
        return new CloudFrontSignerException(reason, "the SigningKey of key pair " + keyPairId + " " + what, cause);
    }

    @Override
    public String toString() {
        return algorithm + " key of key pair " + keyPairId + " in " + signer.getClass().getName();
    }

    /**
     * The public key that its signatures are verified with, if there is one.
     */
    public @Nullable String publicKeyPem() {
        return proof == null ? null : PublicKeys.pem(proof.publicKey());
    }
}
