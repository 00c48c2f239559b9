package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;

/**
 * Public keys in the form that CloudFront has them in: X.509's SubjectPublicKeyInfo.
 */
final class PublicKeys {

    private static final String FORM = "as CloudFront has it: openssl pkey -in private-key.pem -pubout";

    private PublicKeys() {
    }

    static PublicKey rsa(BigInteger modulus, BigInteger publicExponent) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, publicExponent));
    }

    /**
     * The public key of a P-256 key, by the curve's name even where the private key's file spells the curve out.
     */
    static PublicKey p256(byte[] point) {
        try {
            return of(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1), point));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /**
     * @param content PEM or DER
     */
    static PublicKey parse(byte[] content) throws UnusableKeyException {
        try {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.contains("PRIVATE KEY-----")) {
                throw new UnusableKeyException("is a private key; give the public key " + FORM);
            }
            Object found = text.contains("-----BEGIN ") ? readPem(content) : SubjectPublicKeyInfo.getInstance(content);
            if (found instanceof SubjectPublicKeyInfo key) {
                return of(key);
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnusableKeyException("is no readable public key; give it " + FORM, e);
        }
        throw new UnusableKeyException("is no public key; give it " + FORM);
    }

    private static Object readPem(byte[] content) throws IOException {
        try (Reader reader = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            return parser.readObject();
        }
    }

    private static PublicKey of(SubjectPublicKeyInfo key) throws GeneralSecurityException, IOException {
        boolean rsa = PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm());
        return KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /**
     * The key as it is uploaded to CloudFront.
     */
    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
