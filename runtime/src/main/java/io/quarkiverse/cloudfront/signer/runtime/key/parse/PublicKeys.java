package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;

/**
 * Public keys in CloudFront's form: X.509's SubjectPublicKeyInfo.
 */
public final class PublicKeys {

    private static final String FORM = "as CloudFront has it: openssl pkey -in private-key.pem -pubout";

    private PublicKeys() {
    }

    /**
     * @param content PEM or DER
     */
    public static PublicKey parse(byte[] content) throws UnusableKeyException {
        try {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.contains("PRIVATE KEY-----")) {
                throw new UnusableKeyException("is a private key; set the public key " + FORM);
            }
            Object found = text.contains("-----BEGIN ") ? readPem(content) : SubjectPublicKeyInfo.getInstance(content);
            if (found instanceof SubjectPublicKeyInfo key) {
                return of(key);
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnusableKeyException("is not a readable public key; set it " + FORM, e);
        }
        throw new UnusableKeyException("is not a public key; set it " + FORM);
    }

    private static Object readPem(byte[] content) throws IOException {
        try (Reader reader = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            return parser.readObject();
        }
    }

    static PublicKey of(SubjectPublicKeyInfo key) throws GeneralSecurityException, IOException {
        boolean rsa = PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm());
        return KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /**
     * The key in the form to upload to CloudFront.
     */
    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
