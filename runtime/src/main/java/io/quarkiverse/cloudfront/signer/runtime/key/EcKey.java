package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.P256Curve;

/**
 * A P-256 key. Its signatures are deterministic (RFC 6979), unlike those of the JDK and other providers, so that equal policies
 * get equal signatures on every replica.
 */
final class EcKey implements LocalKey {

    private final String keyPairId;
    private final BigInteger number;

    /**
     * @param number from 1 to the order of the curve, exclusive
     */
    EcKey(String keyPairId, BigInteger number) {
        this.keyPairId = keyPairId;
        this.number = number;
    }

    @Override
    public String keyPairId() {
        return keyPairId;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ECDSA_SHA256;
    }

    @Override
    public byte[] signNow(byte[] policy) {
        try {
            return P256Curve.sign(number, policy);
        } catch (IOException e) {
            throw new CloudFrontSignerException(Reason.KEY_FAILED, "The EC key of key pair " + keyPairId + " cannot sign", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return P256Curve.publicKey(number);
    }

    @Override
    public String toString() {
        return algorithm() + " key of key pair " + keyPairId;
    }
}
