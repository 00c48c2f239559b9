package io.quarkiverse.cloudfront.edge.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys in the format that CloudFront accepts. */
public final class PublicKeyPem {

    private static final Pattern PEM = Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----",
            Pattern.DOTALL);

    private PublicKeyPem() {
    }

    /**
     * @throws IllegalArgumentException if the text does not contain a public key. The message continues a sentence that begins
     *         with the name of the text's source
     */
    public static PublicKey read(String text) {
        Matcher pem = PEM.matcher(text);
        if (text.contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException("contains a private key, which is not needed here. Extract the public key: "
                    + "openssl pkey -in private-key.pem -pubout -out public-key.pem");
        } else if (!pem.find()) {
            throw new IllegalArgumentException(
                    "does not contain a public key in PEM, which begins with -----BEGIN PUBLIC KEY-----");
        }
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // try the other algorithm
            }
        }
        throw new IllegalArgumentException("contains neither an RSA nor an EC public key");
    }
}
