package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import org.jspecify.annotations.Nullable;

/**
 * Messages about unusable keys, shared by several classes.
 */
public final class KeyRefusals {

    public static final String NEW_RSA_KEY = "openssl genrsa -out private-key.pem 2048";

    public static final String NEW_P256_KEY = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
            + "-out private-key.pem";

    public static final String PUBLIC_KEY = "is a public key, which belongs in CloudFront. Set the private key of this pair";

    public static final String CERTIFICATE = "is a certificate; set the private key that belongs to the public key in CloudFront";

    public static final String UNREADABLE = "is not a readable private key; it may be cut off or edited";

    /** How to add BouncyCastle to an application. */
    public static final String ADD_BOUNCY_CASTLE = "add the dependency org.bouncycastle:bcprov-jdk18on";

    private KeyRefusals() {
    }

    /**
     * Returns the passphrase.
     *
     * @throws UnusableKeyException if there is no passphrase
     */
    public static char[] required(char @Nullable [] passphrase) throws UnusableKeyException {
        if (passphrase == null || passphrase.length == 0) {
            throw new UnusableKeyException("is encrypted; set private-key-passphrase");
        }
        return passphrase;
    }

    public static UnusableKeyException wrongPassphrase(Exception cause) {
        return new UnusableKeyException("cannot be decrypted with this private-key-passphrase; check the passphrase", cause);
    }

    /**
     * @param algorithm the algorithm in parentheses, after a space; empty if it is unknown
     */
    public static UnusableKeyException unsupportedEncryption(String algorithm) {
        return new UnusableKeyException("is encrypted with an algorithm that is not supported" + algorithm
                + "; encrypt it with AES: openssl pkey -aes256 -in old.pem -out private-key.pem. For DES, RC2, and RC4, OpenSSL "
                + "3 also requires -provider legacy -provider default");
    }

    /**
     * The refusal of a key that requires BouncyCastle, in an application without it.
     */
    static UnusableKeyException requiresBouncyCastle(KeyDocument document) {
        return new UnusableKeyException("is damaged, or in a form that requires BouncyCastle (" + document.form()
                + "). Without it, a key must be PKCS#8 with RSA or P-256. An encrypted key must use AES, PBKDF2, and an ASCII "
                + "passphrase. Convert it: openssl pkey -in old.pem -out private-key.pem (-aes256 encrypts it), or "
                + ADD_BOUNCY_CASTLE);
    }
}
