package io.quarkiverse.cloudfront.signer.runtime.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * An RSA key: PKCS#1 v1.5 signatures, equal for equal policies on every replica.
 */
final class RsaKey implements LocalKey {

    private final String keyPairId;
    private final Algorithm algorithm;
    private final PrivateKey key;
    private final PublicKey publicKey;

    /**
     * Signs once on trial: some platforms that forbid SHA-1 signatures say so only then, and so does a damaged key.
     *
     * @throws GeneralSecurityException if the key cannot sign so on this platform
     */
    RsaKey(String keyPairId, Algorithm algorithm, RSAPrivateCrtKey key) throws GeneralSecurityException {
        this.keyPairId = keyPairId;
        this.algorithm = algorithm;
        this.key = key;
        this.publicKey = PublicKeys.rsa(key.getModulus(), key.getPublicExponent());
        signature(new byte[0]);
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
            return signature(policy);
        } catch (GeneralSecurityException e) {
            throw new CloudFrontSignerException("The RSA key of key pair " + keyPairId + " cannot sign", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    private byte[] signature(byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm == Algorithm.RSA_SHA1 ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    @Override
    public String toString() {
        return algorithm + " key of key pair " + keyPairId;
    }
}
