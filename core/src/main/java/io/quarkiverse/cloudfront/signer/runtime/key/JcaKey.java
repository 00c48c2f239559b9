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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * A key that signs with a Java security provider. For equal policies, RSA signatures (PKCS#1 v1.5) are equal on every replica,
 * but P-256 signatures are not.
 */
final class JcaKey extends LocalKey {

    private final @Nullable Provider provider;
    private final PrivateKey key;
    private final Supplier<PublicKey> publicKey;

    /**
     * Object pool with at most one object for each processor, so that the provider need not import the key for each signature.
     */
    private final BlockingQueue<Signature> idle = new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private JcaKey(String keyPairId, Algorithm algorithm, PrivateKey key, Supplier<PublicKey> publicKey,
            @Nullable Provider provider) throws GeneralSecurityException {
        super(keyPairId, algorithm);
        this.provider = provider;
        this.key = provider == null ? key : inFormOf(provider, key);
        this.publicKey = publicKey;
        if (algorithm != Algorithm.RSA_SHA256 || !isOfJavaBase(this.key)) {
            signature(begin(), KeyProof.TRIAL);
        }
    }

    /**
     * Creates a key and makes a trial signature, because some platforms that forbid an algorithm only fail when a signature is
     * made. RSA with SHA-256 and the JDK's own provider does not need a trial signature, so start-up does not wait for its
     * classes. This is a factory method because the JVM would load this class to verify any method that returned the result of
     * its constructor as a {@code LocalKey}.
     *
     * @param provider null for the platform's default
     * @param key the private key in the platform's form
     * @param publicKey computes the public key on demand
     * @throws GeneralSecurityException if the key cannot sign with this algorithm on this platform
     */
    static LocalKey of(String keyPairId, Algorithm algorithm, PrivateKey key, Supplier<PublicKey> publicKey,
            @Nullable Provider provider) throws GeneralSecurityException {
        return new JcaKey(keyPairId, algorithm, key, publicKey, provider);
    }

    /**
     * Whether the platform's first provider, which made the key, is the JDK's own.
     */
    private static boolean isOfJavaBase(PrivateKey key) {
        return key.getClass().getModule() == Object.class.getModule();
    }

    /**
     * Converts a key once, because a provider would convert another provider's key for each signature, which can take longer
     * than signing.
     */
    private static PrivateKey inFormOf(Provider provider, PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
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
        // after a failure, the object's state is unknown, so the object does not return to the pool
        idle.offer(signature);
        return signed;
    }

    private Signature begin() throws GeneralSecurityException {
        String name = SignatureFormat.jcaName(algorithm());
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        signature.initSign(key);
        return signature;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey.get();
    }
}
