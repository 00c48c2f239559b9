package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A key in the form that most have: PKCS#8 that is not encrypted, as OpenSSL 3 and Java write it. It can be read without a
 * parser, for whose classes the start of an application would wait. {@link OtherKeyForms} makes it of all other forms.
 *
 * @param rsa an RSA key
 * @param p256 the number that a P-256 key is, from 1 to the curve's order, exclusive
 */
public record Pkcs8Key(@Nullable RSAPrivateCrtKey rsa, @Nullable BigInteger p256) {

    /** How many points the curve P-256 has, and so the first number that is no key. */
    private static final BigInteger P256_ORDER = new BigInteger(
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    static Pkcs8Key ofP256(BigInteger number) {
        return new Pkcs8Key(null, number);
    }

    /**
     * @param document PEM with its line breaks where they belong, or DER
     * @return null if it is in another form, or wrong
     */
    public static @Nullable Pkcs8Key read(byte[] document) {
        byte[] der = document.length > 0 && document[0] == '-' ? PlainDer.ofPem(document) : document;
        if (der == null) {
            return null;
        }
        BigInteger number = PlainDer.p256(der);
        if (number != null) {
            return number.signum() > 0 && number.compareTo(P256_ORDER) < 0 ? ofP256(number) : null;
        }
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey key
                    ? new Pkcs8Key(key, null)
                    : null;
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /**
     * Says nothing of the key.
     */
    @Override
    public String toString() {
        return rsa == null ? "P-256 key" : "RSA key";
    }
}
