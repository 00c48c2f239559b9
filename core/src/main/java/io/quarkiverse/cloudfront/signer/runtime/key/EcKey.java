package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;

/**
 * A P-256 key that signs with BouncyCastle. Unlike signatures of the JDK and other providers, its signatures are deterministic
 * (RFC 6979), so equal policies get equal signatures on every replica.
 */
final class EcKey extends LocalKey {

    private final BigInteger number;
    private final BouncyCastle bouncyCastle;

    /**
     * @param number the number of the private key, from 1 to the order of the curve, exclusive
     */
    EcKey(String keyPairId, BigInteger number, BouncyCastle bouncyCastle) {
        super(keyPairId, Algorithm.ECDSA_SHA256);
        this.number = number;
        this.bouncyCastle = bouncyCastle;
    }

    @Override
    public byte[] signNow(byte[] policy) {
        try {
            return bouncyCastle.sign(number, policy);
        } catch (IOException e) {
            throw new CloudFrontSignerException(Reason.KEY_FAILED, "The EC key of key pair " + keyPairId() + " cannot sign", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return P256.publicKey(number);
    }
}
