package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;
import java.util.Map;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyDocument;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyRefusals;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Converts keys in other forms to plain keys, or explains why CloudFront does not accept a key. Because DER does not have a
 * header, a form is recognized by its outer sequence.
 */
final class KeyForms {

    private static final String RSA = PKCSObjectIdentifiers.rsaEncryption.getId();
    private static final String EC = X9ObjectIdentifiers.id_ecPublicKey.getId();
    private static final String DSA = X9ObjectIdentifiers.id_dsa.getId();
    private static final int DSA_ELEMENTS = 6;

    /** The names that OpenSSL gives to keys that CloudFront does not accept, by their identifiers. */
    private static final Map<String, String> OTHER_ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.id_RSASSA_PSS.getId(), "RSA-PSS", DSA, "DSA",
            "1.3.101.112", "Ed25519", "1.3.101.113", "Ed448", "1.3.101.110", "X25519");

    private KeyForms() {
    }

    /**
     * @param passphrase the passphrase of an encrypted key
     */
    static Pkcs8Key toPlain(KeyDocument document, char @Nullable [] passphrase) throws UnusableKeyException {
        PrivateKeyInfo key;
        byte[] der;
        try {
            key = document.dekInfo() == null ? parse(ASN1Sequence.getInstance(document.der()), passphrase)
                    : ofDecrypted(Decryption.legacy(document.dekInfo(), document.der(), KeyRefusals.required(passphrase)));
            der = key.getEncoded();
        } catch (IOException | RuntimeException e) {
            // BouncyCastle throws these exceptions if the input is malformed
            throw new UnusableKeyException(KeyRefusals.UNREADABLE, e);
        }
        String algorithm = key.getPrivateKeyAlgorithm().getAlgorithm().getId();
        if (algorithm.equals(RSA)) {
            return rsa(der);
        } else if (algorithm.equals(EC)) {
            return p256(key);
        }
        throw otherAlgorithm(algorithm);
    }

    private static PrivateKeyInfo parse(ASN1Sequence sequence, char @Nullable [] passphrase)
            throws IOException, UnusableKeyException {
        if (sequence.size() == 2 && sequence.getObjectAt(0) instanceof ASN1Sequence
                && sequence.getObjectAt(1) instanceof ASN1OctetString) {
            return ofDecrypted(Decryption.pkcs8(EncryptedPrivateKeyInfo.getInstance(sequence),
                    KeyRefusals.required(passphrase)));
        }
        return unencrypted(sequence);
    }

    private static PrivateKeyInfo ofDecrypted(byte[] der) throws UnusableKeyException {
        try {
            return unencrypted(ASN1Sequence.getInstance(der));
        } catch (IOException | RuntimeException e) {
            // the passphrase is wrong, and the padding was valid by chance
            throw KeyRefusals.wrongPassphrase(e);
        }
    }

    private static PrivateKeyInfo unencrypted(ASN1Sequence sequence) throws IOException, UnusableKeyException {
        int size = sequence.size();
        boolean version = size > 0 && sequence.getObjectAt(0) instanceof ASN1Integer;
        if (version && size > 2 && sequence.getObjectAt(1) instanceof ASN1Sequence) {
            return PrivateKeyInfo.getInstance(sequence);
        } else if (version && size > 1 && sequence.getObjectAt(1) instanceof ASN1OctetString) {
            ECPrivateKey key = ECPrivateKey.getInstance(sequence);
            return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                    key);
        } else if (version && size >= 9) {
            return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(sequence));
        } else if (version && size == DSA_ELEMENTS) {
            throw otherAlgorithm(DSA);
        } else if (size == 2 && (sequence.getObjectAt(1) instanceof ASN1BitString || version)) {
            throw new UnusableKeyException(KeyRefusals.PUBLIC_KEY);
        } else if (size == 3 && sequence.getObjectAt(2) instanceof ASN1BitString) {
            throw new UnusableKeyException(KeyRefusals.CERTIFICATE);
        }
        throw new UnusableKeyException("is DER, but not an RSA or EC private key; CloudFront accepts RSA 2048 and ECDSA P-256");
    }

    private static Pkcs8Key rsa(byte[] der) throws UnusableKeyException {
        Pkcs8Key key = Pkcs8Key.read(der);
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
                    "is an EC key on a curve that CloudFront does not accept; create a P-256 key: " + KeyRefusals.NEW_P256_KEY);
        }
        return new Pkcs8Key(null, key.getD());
    }

    private static UnusableKeyException otherAlgorithm(String algorithm) {
        return new UnusableKeyException(("is a key for the algorithm %s, but CloudFront only accepts RSA 2048 and ECDSA P-256; "
                + "create a new key: %s")
                .formatted(OTHER_ALGORITHMS.getOrDefault(algorithm, algorithm), KeyRefusals.NEW_RSA_KEY));
    }
}
