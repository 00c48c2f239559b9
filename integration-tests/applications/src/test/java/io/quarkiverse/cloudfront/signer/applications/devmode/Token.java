package io.quarkiverse.cloudfront.signer.applications.devmode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * A token of a user, made without a library, which would become part of the applications.
 */
final class Token {

    static final String ISSUER = "https://issuer.example.com";

    private final KeyPair key = NewKey.rsaPair();
    private final String text;

    Token(String user, String tenant) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed = base64("{\"alg\":\"RS256\"}") + "." + base64(
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"upn\":\"%2$s\",\"tenant\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(ISSUER,
                        user, tenant, now, now + 7200));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        text = signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    String text() {
        return text;
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
