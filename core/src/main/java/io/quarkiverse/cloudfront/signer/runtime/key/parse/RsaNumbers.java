package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.interfaces.RSAPrivateCrtKey;

/**
 * Proves that the numbers of an RSA key belong together, so that its public key verifies its signatures. A trial signature
 * would not prove more, and would take ten times as long in a JVM that has just started.
 */
public final class RsaNumbers {

    private RsaNumbers() {
    }

    public static void check(RSAPrivateCrtKey key) throws InvalidKeyException {
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        BigInteger e = key.getPublicExponent();
        if (!p.multiply(q).equals(key.getModulus())
                || !isOne(e.multiply(key.getPrimeExponentP()), p.subtract(BigInteger.ONE))
                || !isOne(e.multiply(key.getPrimeExponentQ()), q.subtract(BigInteger.ONE))
                || !isOne(q.multiply(key.getCrtCoefficient()), p)) {
            throw new InvalidKeyException("The numbers of the RSA key do not match each other");
        }
    }

    private static boolean isOne(BigInteger number, BigInteger modulus) {
        return modulus.signum() > 0 && number.mod(modulus).equals(BigInteger.ONE);
    }
}
