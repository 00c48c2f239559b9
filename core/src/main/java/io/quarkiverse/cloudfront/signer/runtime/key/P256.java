package io.quarkiverse.cloudfront.signer.runtime.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

import javax.crypto.KeyAgreement;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;

/**
 * Creates P-256 keys of the Java platform from the number of the private key.
 */
public final class P256 {

    private P256() {
    }

    /** The private key in the platform's form. */
    public static PrivateKey privateKey(BigInteger number) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, curve()));
    }

    /**
     * Computes the public key, for which the platform does not have a method. A key agreement with the curve's base point
     * computes the x coordinate of the public point. Of the two points with this coordinate, the public key is the one that
     * verifies a signature.
     */
    static PublicKey publicKey(BigInteger number) {
        try {
            PrivateKey key = privateKey(number);
            ECParameterSpec curve = curve();
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key);
            agreement.doPhase(publicKey(curve.getGenerator(), curve), true);
            BigInteger x = new BigInteger(1, agreement.generateSecret());
            BigInteger y = y(x, curve);

            Signature signature = Signature.getInstance(SignatureFormat.jcaName(Algorithm.ECDSA_SHA256));
            signature.initSign(key);
            signature.update(KeyProof.TRIAL);
            PublicKey candidate = publicKey(new ECPoint(x, y), curve);
            return new KeyProof(candidate).verifies(Algorithm.ECDSA_SHA256, KeyProof.TRIAL, signature.sign()) ? candidate
                    : publicKey(new ECPoint(x, y.negate().mod(prime(curve))), curve);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /**
     * One of the two solutions of the curve's equation. Because the curve's prime is 3 modulo 4, the square root is a power.
     */
    private static BigInteger y(BigInteger x, ECParameterSpec curve) {
        BigInteger prime = prime(curve);
        BigInteger square = x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB());
        return square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    }

    private static BigInteger prime(ECParameterSpec curve) {
        return ((ECFieldFp) curve.getCurve().getField()).getP();
    }

    private static PublicKey publicKey(ECPoint point, ECParameterSpec curve) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
