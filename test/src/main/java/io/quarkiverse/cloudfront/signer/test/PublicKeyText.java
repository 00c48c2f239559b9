package io.quarkiverse.cloudfront.signer.test;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads public keys in the form that CloudFront accepts. */
final class PublicKeyText {

    private PublicKeyText() {
    }

    static PublicKey parse(String text) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
        } catch (IllegalArgumentException e) {
            throw notAKey(e);
        }
        X509EncodedKeySpec key = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("EC").generatePublic(key);
        } catch (InvalidKeySpecException e) {
            return rsa(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey rsa(X509EncodedKeySpec key) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(key);
        } catch (InvalidKeySpecException e) {
            throw notAKey(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalArgumentException notAKey(Exception cause) {
        return new IllegalArgumentException("This is not a public key. Use the output of 'openssl pkey -pubout'", cause);
    }
}
