package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the Java platform can read in an application without BouncyCastle: encrypted PKCS#8. Names every other form, and
 * what it requires.
 */
public final class PlatformKeyForms {

    public static final String NEW_RSA_KEY = "openssl genrsa -out private-key.pem 2048";

    public static final String NEW_P256_KEY = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
            + "-out private-key.pem";

    public static final String PUBLIC_KEY = "is a public key, which belongs in CloudFront. Set the private key of this pair";

    public static final String CERTIFICATE = "is a certificate; set the private key of the public key in CloudFront";

    public static final String NO_PRIVATE_KEY = "does not contain a private key; set the one of the public key in CloudFront";

    /** What adds BouncyCastle to an application. */
    public static final String ADD_BOUNCY_CASTLE = "add the dependency org.bouncycastle:bcpkix-jdk18on";

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\n(.*?)\n-----END \\1-----",
            Pattern.DOTALL);

    /** Names the scheme of PKCS#5 whose parameters name the cipher and the hash algorithm. */
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private PlatformKeyForms() {
    }

    /**
     * @param document PEM with its line breaks in place, or DER
     * @param passphrase of an encrypted key
     */
    public static Pkcs8Key toPlain(byte[] document, char @Nullable [] passphrase) throws UnusableKeyException {
        if (document.length == 0 || document[0] != '-') {
            Pkcs8Key key = decrypt(document, passphrase);
            if (key == null) {
                throw requires("is DER, but not PKCS#8 with an RSA or P-256 key", "-nocrypt -inform DER");
            }
            return key;
        }
        String found = NO_PRIVATE_KEY;
        Matcher block = BLOCK.matcher(new String(document, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            String type = block.group(1);
            if (type.endsWith("PRIVATE KEY")) {
                return ofBlock(type, block.group(2), passphrase);
            } else if (type.equals("PUBLIC KEY")) {
                found = PUBLIC_KEY;
            } else if (type.equals("CERTIFICATE")) {
                found = CERTIFICATE;
            }
        }
        throw new UnusableKeyException(found);
    }

    private static Pkcs8Key ofBlock(String type, String body, char @Nullable [] passphrase) throws UnusableKeyException {
        if (body.startsWith("Proc-Type:")) {
            throw requires("is encrypted in OpenSSL's legacy form (BEGIN " + type + ", Proc-Type)", "-v2 aes-256-cbc");
        }
        Pkcs8Key key = switch (type) {
            case "PRIVATE KEY" -> Pkcs8Key.read(decode(body));
            case "ENCRYPTED PRIVATE KEY" -> decrypt(decode(body), passphrase);
            case "RSA PRIVATE KEY" -> throw requires("is in the form PKCS#1 (BEGIN RSA PRIVATE KEY)", "-nocrypt");
            case "EC PRIVATE KEY" -> throw requires("is in the form SEC1 (BEGIN EC PRIVATE KEY)", "-nocrypt");
            default -> throw requires("is in the form BEGIN " + type, "-nocrypt");
        };
        if (key == null) {
            throw new UnusableKeyException("is PKCS#8, but not a readable RSA or P-256 key. It may be cut off or edited, of "
                    + "another algorithm, or encrypted with an algorithm that the Java platform does not have. To find out, "
                    + ADD_BOUNCY_CASTLE);
        }
        return key;
    }

    private static byte[] decode(String body) {
        return Base64.getMimeDecoder().decode(body);
    }

    private static UnusableKeyException requires(String form, String options) {
        return new UnusableKeyException(form + ", which requires BouncyCastle. Convert it: openssl pkcs8 -topk8 " + options
                + " -in old.pem -out private-key.pem, or " + ADD_BOUNCY_CASTLE);
    }

    /**
     * @return null if it is not an encrypted key, or the Java platform does not have the algorithm
     */
    private static @Nullable Pkcs8Key decrypt(byte[] der, char @Nullable [] passphrase) throws UnusableKeyException {
        EncryptedPrivateKeyInfo encrypted;
        try {
            encrypted = new EncryptedPrivateKeyInfo(der);
        } catch (IOException | RuntimeException e) {
            return null;
        }
        char[] password = required(passphrase);
        if (!new String(password).chars().allMatch(PlatformKeyForms::isPrintableAscii)) {
            throw new UnusableKeyException(
                    "is encrypted with a passphrase that has other characters than those of ASCII, which "
                            + "requires BouncyCastle. Encrypt the key with another passphrase, or " + ADD_BOUNCY_CASTLE);
        }
        try {
            String algorithm = encrypted.getAlgName();
            // the text of these parameters is the name of the algorithm
            String name = algorithm.equals(PBES2) || algorithm.equals("PBES2") ? encrypted.getAlgParameters().toString()
                    : algorithm;
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec(password)), encrypted.getAlgParameters());
            return Pkcs8Key.read(encrypted.getKeySpec(cipher).getEncoded());
        } catch (InvalidKeySpecException e) {
            throw wrongPassphrase(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    private static boolean isPrintableAscii(int character) {
        return character >= ' ' && character <= '~';
    }

    public static char[] required(char @Nullable [] passphrase) throws UnusableKeyException {
        if (passphrase == null || passphrase.length == 0) {
            throw new UnusableKeyException("is encrypted; set private-key-passphrase");
        }
        return passphrase;
    }

    public static UnusableKeyException wrongPassphrase(Exception cause) {
        return new UnusableKeyException("cannot be decrypted with this private-key-passphrase; check the passphrase", cause);
    }
}
