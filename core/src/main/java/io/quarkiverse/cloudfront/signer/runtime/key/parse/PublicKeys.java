package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Reads and writes public keys in CloudFront's form, which is the SubjectPublicKeyInfo of X.509.
 */
public final class PublicKeys {

    private static final String FORM = "that you uploaded to CloudFront. To print it, run: openssl pkey -in private-key.pem -pubout";
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private PublicKeys() {
    }

    /**
     * @param content the public key in PEM or DER
     */
    public static PublicKey parse(byte[] content) throws UnusableKeyException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY-----")) {
            throw new UnusableKeyException("is a private key; set the public key " + FORM);
        }
        int begin = text.indexOf(BEGIN);
        if (begin < 0 && text.contains("-----BEGIN ")) {
            throw new UnusableKeyException("is not a public key; set the one " + FORM);
        }
        try {
            return ofDer(begin < 0 ? content
                    : Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), text.indexOf(END, begin))));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeyException("is not a readable public key; set the one " + FORM, e);
        }
    }

    private static PublicKey ofDer(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec key = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(key);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePublic(key);
        }
    }

    /**
     * Returns the key as PEM, which you can upload to CloudFront.
     */
    public static String pem(PublicKey key) {
        return BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded()) + "\n" + END
                + "\n";
    }
}
