package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A verified token.
 */
record Jwt(Map<String, Object> claims) implements JsonWebToken {

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
