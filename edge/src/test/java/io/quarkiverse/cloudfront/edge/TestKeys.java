package io.quarkiverse.cloudfront.edge;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/** Key pairs that are generated for this test run. */
public final class TestKeys {

    public static final KeyPair RSA = NewKey.rsaPair();
    public static final KeyPair OTHER_RSA = NewKey.rsaPair();
    public static final KeyPair EC = ec("secp256r1");

    private TestKeys() {
    }

    /**
     * A public key of this size. It is generated quickly, because it does not have a private key.
     */
    public static PublicKey rsaPublicKey(int bits) {
        try {
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
