package io.quarkiverse.cloudfront.cli.explain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.cli.output.CommandException;

/** A public key in PEM, as CloudFront has it. */
final class PublicKeyText {

    private static final Pattern PEM = Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----",
            Pattern.DOTALL);

    private PublicKeyText() {
    }

    /** @param source where the text is from, for messages */
    static PublicKey parse(String text, String source) {
        Matcher pem = PEM.matcher(text);
        if (text.contains("PRIVATE KEY-----")) {
            throw CommandException
                    .unknown(source + " contains a private key, which is not needed here. Extract the public key: "
                            + "openssl pkey -in private-key.pem -pubout -out public-key.pem");
        }
        if (!pem.find()) {
            throw CommandException.unknown(source + " does not contain a public key in PEM, which begins with "
                    + "-----BEGIN PUBLIC KEY-----");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // the other algorithm
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw CommandException.unknown(source + " contains neither an RSA nor an EC public key");
    }
}
