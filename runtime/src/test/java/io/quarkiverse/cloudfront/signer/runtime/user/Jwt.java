package io.quarkiverse.cloudfront.signer.runtime.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A verified token.
 */
record Jwt(Map<String, Object> claims) implements JsonWebToken {

    /**
     * The encoded token, whose signature is not checked.
     */
    static String encoded(String claims) {
        return "h." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".s";
    }

    @Override
    public String getName() {
        return "alice";
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) claims.get(name);
    }
}
