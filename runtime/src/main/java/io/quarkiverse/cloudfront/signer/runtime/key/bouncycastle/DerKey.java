package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;

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
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PlatformKeyForms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Recognizes the kind of a key in DER by its outer sequence, because DER does not have a header.
 */
final class DerKey {

    private DerKey() {
    }

    static PrivateKeyInfo parse(byte[] der, char @Nullable [] passphrase) throws IOException, UnusableKeyException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        int size = sequence.size();
        boolean version = size > 0 && sequence.getObjectAt(0) instanceof ASN1Integer;
        if (version && size > 2 && sequence.getObjectAt(1) instanceof ASN1Sequence) {
            return PrivateKeyInfo.getInstance(sequence);
        }
        if (version && size > 1 && sequence.getObjectAt(1) instanceof ASN1OctetString) {
            ECPrivateKey key = ECPrivateKey.getInstance(sequence);
            return new PrivateKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
        }
        if (version && size >= 9) {
            return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(sequence));
        }
        if (size == 2 && sequence.getObjectAt(1) instanceof ASN1OctetString) {
            return PrivateKeyParser.decrypt(EncryptedPrivateKeyInfo.getInstance(sequence), passphrase);
        }
        if (size == 2 && (sequence.getObjectAt(1) instanceof ASN1BitString || version)) {
            throw new UnusableKeyException(PlatformKeyForms.PUBLIC_KEY);
        }
        if (size == 3 && sequence.getObjectAt(2) instanceof ASN1BitString) {
            throw new UnusableKeyException(PlatformKeyForms.CERTIFICATE);
        }
        throw new UnusableKeyException("is DER, but not an RSA or EC private key; CloudFront accepts RSA 2048 and ECDSA P-256");
    }
}
