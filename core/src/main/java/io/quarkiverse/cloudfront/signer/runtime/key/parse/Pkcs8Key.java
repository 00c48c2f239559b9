package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A key in the most common form: unencrypted PKCS#8, as OpenSSL 3 and Java write it. It is read without a parser, because the
 * classes of a parser would slow down the start of the application. All other forms are converted to this form.
 *
 * @param rsa the RSA key; null for a P-256 key
 * @param p256 the number of the P-256 key, from 1 to the curve's order, exclusive; null for an RSA key
 */
public record Pkcs8Key(@Nullable RSAPrivateCrtKey rsa, @Nullable BigInteger p256) {

    /** The order of P-256, which is the smallest positive number that is not a valid key. */
    private static final BigInteger P256_ORDER = new BigInteger(
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /**
     * The bytes before the number of a P-256 key, which are always the same in DER. In the longer form, the public key follows
     * the number.
     */
    private static final byte[] LONG_P256 = HexFormat.of()
            .parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");
    private static final byte[] SHORT_P256 = HexFormat.of()
            .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

    private static final int LONG_P256_LENGTH = 138;
    private static final int SHORT_P256_LENGTH = 67;
    private static final int NUMBER_LENGTH = 32;

    /**
     * @return null if the key is in another form, or if it is invalid
     */
    public static @Nullable Pkcs8Key read(byte[] der) {
        byte[] prefix = der.length == LONG_P256_LENGTH ? LONG_P256 : SHORT_P256;
        if ((der.length == LONG_P256_LENGTH || der.length == SHORT_P256_LENGTH)
                && Arrays.equals(der, 0, prefix.length, prefix, 0, prefix.length)) {
            BigInteger number = new BigInteger(1, der, prefix.length, NUMBER_LENGTH);
            return number.signum() > 0 && number.compareTo(P256_ORDER) < 0 ? new Pkcs8Key(null, number) : null;
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
     * Returns only the kind of the key, because the key is secret.
     */
    @Override
    public String toString() {
        return rsa == null ? "P-256 key" : "RSA key";
    }
}
