package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * The key of an application's {@link SigningKey} bean, or of {@link AwsKms}. The bean's ID and algorithm are read only once, so
 * that a signature is never sent with another ID. Signatures are checked before they are used.
 */
public final class RemoteKey implements SigningKey {

    /** The time limit for a signature, which {@link SigningKey#sign(byte[])} specifies. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SigningKey signer;
    private final String keyPairId;
    private final Algorithm algorithm;
    private final @Nullable KeyProof proof;
    private final Duration timeout;

    /**
     * @param publicKey verifies each signature; null if signatures are not verified
     */
    public RemoteKey(SigningKey signer, @Nullable PublicKey publicKey, Duration timeout) {
        this.signer = signer;
        this.keyPairId = signer.keyPairId();
        this.algorithm = signer.algorithm();
        this.proof = publicKey == null ? null : new KeyProof(publicKey);
        this.timeout = timeout;
    }

    /**
     * Creates the remote key. If there is a public key, makes and verifies a trial signature, which blocks the caller.
     */
    public static RemoteKey of(SigningKey signer, Optional<String> publicKeyLocation) throws UnusableKeyException {
        if (publicKeyLocation.isEmpty()) {
            return new RemoteKey(signer, null, TIMEOUT);
        }
        RemoteKey key = new RemoteKey(signer, PublicKeyLocation.load(publicKeyLocation.get()),
                TIMEOUT);
        try {
            key.sign(KeyProof.TRIAL).await().indefinitely();
            return key;
        } catch (CloudFrontSignerException e) {
            throw new UnusableKeyException(PublicKeyLocation.PROPERTY, "requires a trial signature, which failed: "
                    + e.getMessage(), e);
        }
    }

    /**
     * Creates the remote key for a key that has already made a trial signature in its service. Signatures are verified with the
     * public key from the service.
     */
    public static RemoteKey of(AwsKms.Key key, Optional<String> publicKeyLocation) throws UnusableKeyException {
        if (publicKeyLocation.isPresent()
                && !PublicKeyLocation.load(publicKeyLocation.get()).equals(key.publicKey())) {
            throw new UnusableKeyException(PublicKeyLocation.PROPERTY, "is not the public key of private-key-location. Set the "
                    + "key whose public key CloudFront has as key pair " + key.keyPairId(), null);
        }
        return new RemoteKey(key, key.publicKey(), TIMEOUT);
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
                ? failure(Reason.KEY_TIMEOUT, "did not return a signature within " + timeout.toSeconds() + " seconds", cause)
                : failure(Reason.KEY_UNAVAILABLE, "did not return a signature", cause);
    }

    private void check(byte[] message, byte[] signature) {
        if (!SignatureFormat.matches(algorithm, signature)) {
            throw failure(Reason.MALFORMED_SIGNATURE,
                    "returned %s bytes that are not a signature for %s: %s".formatted(signature.length, algorithm,
                            SignatureFormat.describe(algorithm)),
                    null);
        }
        if (proof != null && !proof.verifies(algorithm, message, signature)) {
            throw failure(Reason.SIGNATURE_NOT_VERIFIED, "returned a signature that its public key does not verify. "
                    + "Sign with the private key that belongs to this public key", null);
        }
    }

    private CloudFrontSignerException failure(Reason reason, String what, @Nullable Throwable cause) {
        return new CloudFrontSignerException(reason, "the SigningKey of key pair " + keyPairId + " " + what, cause);
    }

    /**
     * The public key that verifies the signatures, if there is one.
     */
    public @Nullable PublicKey publicKey() {
        return proof == null ? null : proof.publicKey();
    }
}
