package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;
import java.util.Map;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PlatformKeyForms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Converts all other forms of keys to plain keys, with BouncyCastle's parsers. Explains why CloudFront does not accept a key.
 */
final class KeyForms {

    /** Other keys that OpenSSL makes, with OpenSSL's names for them. */
    private static final Map<ASN1ObjectIdentifier, String> OTHER_ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.id_RSASSA_PSS, "RSA-PSS",
            X9ObjectIdentifiers.id_dsa, "DSA",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519",
            EdECObjectIdentifiers.id_Ed448, "Ed448",
            EdECObjectIdentifiers.id_X25519, "X25519");

    private KeyForms() {
    }

    /**
     * @param document PEM with its line breaks in place, or DER
     * @param passphrase of an encrypted key
     */
    static Pkcs8Key toPlain(byte[] document, char @Nullable [] passphrase) throws UnusableKeyException {
        PrivateKeyInfo key = PrivateKeyParser.parse(document, passphrase);
        ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            return rsa(key);
        } else if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            return p256(key);
        }
        throw new UnusableKeyException("is a key of algorithm %s; CloudFront accepts RSA 2048 and ECDSA P-256: %s"
                .formatted(OTHER_ALGORITHMS.getOrDefault(algorithm, algorithm.getId()), PlatformKeyForms.NEW_RSA_KEY));
    }

    private static Pkcs8Key rsa(PrivateKeyInfo info) throws UnusableKeyException {
        Pkcs8Key key;
        try {
            key = Pkcs8Key.read(info.getEncoded());
        } catch (IOException e) {
            throw new UnusableKeyException("is not a valid RSA key", e);
        }
        if (key == null) {
            throw new UnusableKeyException("is not a valid RSA key");
        }
        return key;
    }

    private static Pkcs8Key p256(PrivateKeyInfo info) throws UnusableKeyException {
        ECPrivateKeyParameters key;
        try {
            key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
            throw new UnusableKeyException("is not a valid EC key", e);
        }
        if (!P256Curve.has(key)) {
            throw new UnusableKeyException(
                    "is an EC key of another curve; CloudFront accepts P-256: " + PlatformKeyForms.NEW_P256_KEY);
        }
        return Pkcs8Key.ofP256(key.getD());
    }
}
