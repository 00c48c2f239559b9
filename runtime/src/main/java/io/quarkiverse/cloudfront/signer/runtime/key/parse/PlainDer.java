package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a {@link Pkcs8Key}.
 */
final class PlainDer {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    /**
     * The bytes of a P-256 key before its number, which DER determines. In the longer form, the public key follows the number.
     */
    private static final byte[] LONG_P256 = HexFormat.of()
            .parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");
    private static final byte[] SHORT_P256 = HexFormat.of()
            .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

    private static final int LONG_P256_LENGTH = 138;
    private static final int SHORT_P256_LENGTH = 67;
    private static final int NUMBER_LENGTH = 32;

    private PlainDer() {
    }

    /**
     * @return null if it is not a single block with such a key
     */
    static byte @Nullable [] ofPem(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(BEGIN) || text.indexOf(END) != text.length() - END.length()) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * @return the number of a P-256 key; null if it is another key
     */
    static @Nullable BigInteger p256(byte[] der) {
        byte[] prefix = der.length == LONG_P256_LENGTH ? LONG_P256 : SHORT_P256;
        if (der.length != LONG_P256_LENGTH && der.length != SHORT_P256_LENGTH
                || !Arrays.equals(der, 0, prefix.length, prefix, 0, prefix.length)) {
            return null;
        }
        return new BigInteger(1, der, prefix.length, NUMBER_LENGTH);
    }
}
