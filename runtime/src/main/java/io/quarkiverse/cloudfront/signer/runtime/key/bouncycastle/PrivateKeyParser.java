package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.PlatformKeyForms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Reads a private key in any of the forms that OpenSSL has written over the years.
 */
final class PrivateKeyParser {

    private PrivateKeyParser() {
    }

    /**
     * @param document PEM with its line breaks in place, or DER
     * @param passphrase of an encrypted key
     */
    static PrivateKeyInfo parse(byte[] document, char @Nullable [] passphrase) throws UnusableKeyException {
        try {
            return document.length > 0 && document[0] == '-' ? parsePem(document, passphrase)
                    : DerKey.parse(document, passphrase);
        } catch (IOException | RuntimeException e) {
            // BouncyCastle throws either for broken input
            throw new UnusableKeyException("is not a readable private key; it may be cut off or edited", e);
        }
    }

    /**
     * Uses the first private key. The file can contain a certificate, a public key, or EC parameters before it.
     */
    private static PrivateKeyInfo parsePem(byte[] pem, char @Nullable [] passphrase) throws IOException, UnusableKeyException {
        String found = PlatformKeyForms.NO_PRIVATE_KEY;
        try (PEMParser parser = new PEMParser(
                new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.ISO_8859_1))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PrivateKeyInfo key) {
                    return key;
                } else if (object instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                } else if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                    return decrypt(encrypted.toASN1Structure(), passphrase);
                } else if (object instanceof PEMEncryptedKeyPair encrypted) {
                    return decrypt(encrypted, passphrase);
                } else if (object instanceof SubjectPublicKeyInfo) {
                    found = PlatformKeyForms.PUBLIC_KEY;
                } else if (object instanceof X509CertificateHolder) {
                    found = PlatformKeyForms.CERTIFICATE;
                }
            }
        }
        throw new UnusableKeyException(found);
    }

    static PrivateKeyInfo decrypt(EncryptedPrivateKeyInfo encrypted, char @Nullable [] passphrase) throws UnusableKeyException {
        char[] password = PlatformKeyForms.required(passphrase);
        byte[] decrypted;
        try {
            decrypted = KeyDecryption.decrypt(encrypted, password);
        } catch (InvalidCipherTextException e) {
            throw PlatformKeyForms.wrongPassphrase(e);
        }
        try {
            return PrivateKeyInfo.getInstance(decrypted);
        } catch (RuntimeException e) {
            // the padding was valid by chance
            throw PlatformKeyForms.wrongPassphrase(e);
        }
    }

    private static PrivateKeyInfo decrypt(PEMEncryptedKeyPair encrypted, char @Nullable [] passphrase)
            throws UnusableKeyException {
        char[] password = PlatformKeyForms.required(passphrase);
        try {
            return encrypted.decryptKeyPair(new BcPEMDecryptorProvider(password)).getPrivateKeyInfo();
        } catch (EncryptionException e) {
            throw e.getCause() == null ? KeyDecryption.unsupported("") : PlatformKeyForms.wrongPassphrase(e);
        } catch (IOException e) {
            throw PlatformKeyForms.wrongPassphrase(e);
        }
    }
}
