package io.quarkiverse.cloudfront.signer.runtime.life;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;

/**
 * An RSA key that signs a hundred times faster than a real one, because its modulus is a product of many small primes. That
 * makes it useless for anything but a test with many signatures. The edge verifies them like all others.
 */
final class CheapKey implements SigningKey {

    private static final BigInteger EXPONENT = BigInteger.valueOf(3);
    private static final int BYTES = 256;
    /** Of a PKCS#1 signature with SHA-256, before the digest. */
    private static final byte[] PREFIX = new BigInteger("3031300d060960864801650304020105000420", 16).toByteArray();

    private final long[] primes;
    private final long[] exponents;
    private final BigInteger[] coefficients;
    private final BigInteger modulus;

    CheapKey() {
        Random random = new Random(20261130);
        SortedSet<Long> chosen = new TreeSet<>();
        BigInteger product = BigInteger.ONE;
        while (product.bitLength() != BYTES * 8) {
            if (product.bitLength() > BYTES * 8) {
                chosen.clear();
                product = BigInteger.ONE;
            }
            BigInteger prime = BigInteger.probablePrime(31, random);
            if (prime.mod(EXPONENT).intValue() == 2 && chosen.add(prime.longValue())) {
                product = product.multiply(prime);
            }
        }
        modulus = product;
        primes = chosen.stream().mapToLong(Long::longValue).toArray();
        exponents = Arrays.stream(primes)
                .map(prime -> EXPONENT.modInverse(BigInteger.valueOf(prime - 1)).longValue()).toArray();
        coefficients = Arrays.stream(primes).mapToObj(BigInteger::valueOf).map(prime -> {
            BigInteger others = modulus.divide(prime);
            return others.multiply(others.modInverse(prime));
        }).toArray(BigInteger[]::new);
    }

    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String keyPairId() {
        return "K1";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.RSA_SHA256;
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().item(() -> signature(policy));
    }

    private byte[] signature(byte[] message) {
        byte[] padded = new byte[BYTES];
        Arrays.fill(padded, (byte) 0xff);
        padded[0] = 0;
        padded[1] = 1;
        byte[] digest = sha256(message);
        int from = BYTES - digest.length - PREFIX.length;
        padded[from - 1] = 0;
        System.arraycopy(PREFIX, 0, padded, from, PREFIX.length);
        System.arraycopy(digest, 0, padded, from + PREFIX.length, digest.length);
        BigInteger number = new BigInteger(padded);
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < primes.length; i++) {
            long root = power(number.mod(BigInteger.valueOf(primes[i])).longValue(), exponents[i], primes[i]);
            sum = sum.add(coefficients[i].multiply(BigInteger.valueOf(root)));
        }
        byte[] signature = sum.mod(modulus).toByteArray();
        byte[] sized = new byte[BYTES];
        int length = Math.min(BYTES, signature.length);
        System.arraycopy(signature, signature.length - length, sized, BYTES - length, length);
        return sized;
    }

    private static long power(long base, long exponent, long prime) {
        long result = 1;
        for (long square = base, rest = exponent; rest > 0; rest >>= 1) {
            result = (rest & 1) == 0 ? result : result * square % prime;
            square = square * square % prime;
        }
        return result;
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
