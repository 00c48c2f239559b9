package io.quarkiverse.cloudfront.signer.runtime.security;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A JWT.
 */
record JwtToken(JsonWebToken jwt) implements Token {

    @Override
    public String issuer() {
        return jwt.getIssuer();
    }

    @Override
    public String subject() {
        return jwt.getSubject() == null ? jwt.getName() : jwt.getSubject();
    }

    @Override
    public Optional<Instant> expiresAt() {
        return jwt.containsClaim(Claims.exp.name()) ? Optional.of(Instant.ofEpochSecond(jwt.getExpirationTime()))
                : Optional.empty();
    }

    /**
     * A name with slashes may be one name, as in {@code https://example.com/tenant}.
     */
    @Override
    public Optional<String> claim(String path) {
        Object value = jwt.getClaim(path);
        int slash = path.indexOf('/');
        if (value == null && slash > 0) {
            value = nested(jwt.getClaim(path.substring(0, slash)), path.substring(slash + 1));
        }
        return text(value);
    }

    private static Object nested(Object value, String path) {
        if (!(value instanceof Map<?, ?> object)) {
            return null;
        }
        Object direct = object.get(path);
        int slash = path.indexOf('/');
        return direct != null || slash < 0 ? direct : nested(object.get(path.substring(0, slash)), path.substring(slash + 1));
    }

    private static Optional<String> text(Object value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        } else if (value instanceof JsonNumber number) {
            return number.isIntegral() ? Optional.of(number.bigIntegerValueExact().toString()) : Optional.empty();
        } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return Optional.of(value.toString());
        }
        return value instanceof String || value instanceof Long || value instanceof Integer || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }
}
