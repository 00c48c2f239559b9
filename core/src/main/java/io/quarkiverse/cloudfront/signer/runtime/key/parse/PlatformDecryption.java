package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Decrypts PKCS#8 with the Java platform, in an application without BouncyCastle.
 */
public final class PlatformDecryption {

    /**
     * The scheme of PKCS#5 whose parameters contain the cipher and the hash algorithm. Some JDKs return its object identifier
     * as its name.
     */
    private static final String PBES2 = "PBES2";
    private static final String PBES2_NUMBER = "1.2.840.113549.1.5.13";
    /** Newer versions of Java return the name of the algorithm instead of PBES2. */
    private static final String PBES2_BY_NAME = "PBEWithHmac";

    private static final String TRIPLE_DES = "PBEWithSHA1AndDESede";

    private PlatformDecryption() {
    }

    /**
     * @param document a key that is not a plain {@link Pkcs8Key}
     * @param passphrase the passphrase of an encrypted key
     */
    public static Pkcs8Key decrypt(KeyDocument document, char @Nullable [] passphrase) throws UnusableKeyException {
        EncryptedPrivateKeyInfo encrypted;
        try {
            encrypted = new EncryptedPrivateKeyInfo(document.der());
        } catch (IOException | RuntimeException e) {
            throw KeyRefusals.requiresBouncyCastle(document);
        }
        String scheme = encrypted.getAlgName();
        if (!scheme.equals(PBES2) && !scheme.equals(PBES2_NUMBER) && !scheme.startsWith(PBES2_BY_NAME)
                && !scheme.equals(TRIPLE_DES)) {
            throw KeyRefusals.unsupportedEncryption("");
        }
        char[] password = KeyRefusals.required(passphrase);
        // Java either refuses other characters, or encodes them differently
        if (!new String(password).chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw KeyRefusals.requiresBouncyCastle(document);
        }
        try {
            Pkcs8Key key = Pkcs8Key.read(encrypted.getKeySpec(cipher(encrypted, scheme, password)).getEncoded());
            if (key != null) {
                return key;
            }
        } catch (InvalidKeySpecException e) {
            throw KeyRefusals.wrongPassphrase(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // the key is refused below
        }
        throw KeyRefusals.requiresBouncyCastle(document);
    }

    private static Cipher cipher(EncryptedPrivateKeyInfo encrypted, String scheme, char[] passphrase)
            throws GeneralSecurityException {
        // the text of the parameters of PBES2 is the name of the algorithm
        String name = scheme.equals(PBES2) || scheme.equals(PBES2_NUMBER) ? encrypted.getAlgParameters().toString() : scheme;
        Cipher cipher = Cipher.getInstance(name);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(passphrase)),
                encrypted.getAlgParameters());
        return cipher;
    }
}
