package io.quarkiverse.cloudfront.signer.runtime.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key in the form that most have: PKCS#8 that is not encrypted, as OpenSSL 3 and Java write it. It can be read without a
 * parser,
 * for whose classes the start of an application would wait. {@link KeyConversion} makes it of all other forms.
 */
sealed interface PlainKey {

    record Rsa(RSAPrivateCrtKey key) implements PlainKey {
    }

    record P256(BigInteger number) implements PlainKey {
    }

    /** How many points the curve P-256 has, and so the first number that is no key. */
    BigInteger P256_ORDER = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /**
     * @param document PEM with its line breaks where they belong, or DER
     * @return null if it is in another form, or wrong
     */
    static PlainKey read(byte[] document) {
        byte[] der = document.length > 0 && document[0] == '-' ? Der.ofPem(document) : document;
        if (der == null) {
            return null;
        }
        BigInteger number = Der.p256(der);
        if (number != null) {
            return number.signum() > 0 && number.compareTo(P256_ORDER) < 0 ? new P256(number) : null;
        }
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey key
                    ? new Rsa(key)
                    : null;
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /**
     * What the bytes of such a key are.
     */
    final class Der {

        private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
        private static final String END = "\n-----END PRIVATE KEY-----\n";

        /** All that is before the number: DER leaves no choice. In the longer form the public key is behind it. */
        private static final byte[] LONG_P256 = HexFormat.of()
                .parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");
        private static final byte[] SHORT_P256 = HexFormat.of()
                .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

        private static final int LONG_P256_LENGTH = 138;
        private static final int SHORT_P256_LENGTH = 67;
        private static final int NUMBER_LENGTH = 32;

        private Der() {
        }

        private static byte[] ofPem(byte[] pem) {
            String text = new String(pem, StandardCharsets.ISO_8859_1);
            if (!text.startsWith(BEGIN) || text.indexOf(END) != text.length() - END.length()) {
                return null;
            }
            try {
                return Base64.getDecoder()
                        .decode(text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", ""));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private static BigInteger p256(byte[] der) {
            byte[] prefix = der.length == LONG_P256_LENGTH ? LONG_P256 : SHORT_P256;
            if (der.length != LONG_P256_LENGTH && der.length != SHORT_P256_LENGTH
                    || !Arrays.equals(der, 0, prefix.length, prefix, 0, prefix.length)) {
                return null;
            }
            return new BigInteger(1, der, prefix.length, NUMBER_LENGTH);
        }
    }
}
