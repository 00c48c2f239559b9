package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * A key that a security provider signs with. With RSA, PKCS#1 v1.5, signatures are equal for equal policies on every replica;
 * with P-256 they are not.
 */
final class JcaKey implements LocalKey {

    private static final String JDK_RSA = "SunRsaSign";

    private final String keyPairId;
    private final Algorithm algorithm;
    private final @Nullable Provider provider;
    private final PrivateKey key;
    private final PublicKey publicKey;

    /** One for each thread that may sign at the same time: the provider need not take the key in again for each signature. */
    private final BlockingQueue<Signature> idle = new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /**
     * Begins a signature, which a platform may refuse. Some that forbid SHA-1 signatures say so only when one is made: all but
     * the JDK's own, for SHA-256, make one on trial.
     *
     * @param provider null for the one that the platform has
     * @param key in the platform's own form
     * @throws GeneralSecurityException if the key cannot sign so on this platform
     */
    JcaKey(String keyPairId, Algorithm algorithm, PrivateKey key, PublicKey publicKey, @Nullable Provider provider)
            throws GeneralSecurityException {
        this.keyPairId = keyPairId;
        this.algorithm = algorithm;
        this.provider = provider;
        this.key = provider == null ? key : inFormOf(provider, key);
        this.publicKey = publicKey;
        Signature signature = begin();
        if (algorithm == Algorithm.RSA_SHA256 && signature.getProvider().getName().equals(JDK_RSA)) {
            idle.offer(signature);
        } else {
            signature(signature, KeyProof.TRIAL);
        }
    }

    /**
     * A provider that gets another one's key converts it for each signature, which may take longer than to sign.
     */
    private static PrivateKey inFormOf(Provider provider, PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
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
    public byte[] signNow(byte[] policy) {
        try {
            Signature signature = idle.poll();
            return signature(signature == null ? begin() : signature, policy);
        } catch (GeneralSecurityException e) {
            throw new CloudFrontSignerException(Reason.KEY_FAILED, "The " + this + " cannot sign", e);
        }
    }

    private byte[] signature(Signature signature, byte[] message) throws GeneralSecurityException {
        signature.update(message);
        byte[] signed = signature.sign();
        // one that failed may be in any state, and does not come back
        idle.offer(signature);
        return signed;
    }

    private Signature begin() throws GeneralSecurityException {
        String name = SignatureFormat.jcaName(algorithm);
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        signature.initSign(key);
        return signature;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return algorithm + " key of key pair " + keyPairId;
    }
}
