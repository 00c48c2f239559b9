package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers.TokenReader;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Reads principals of quarkus-oidc and quarkus-smallrye-jwt, which <em>are</em> the token. quarkus-smallrye-jwt also stores it
 * in an attribute.
 */
@Singleton
public class JwtReader implements TokenReader {

    @Override
    public List<Token> read(SecurityIdentity identity) {
        Token principal = token(identity.getPrincipal());
        Object user = identity.getAttribute(SecurityIdentity.USER_ATTRIBUTE);
        Token original = user == identity.getPrincipal() ? null : token(user);
        if (principal == null) {
            return original == null ? List.of() : List.of(original);
        }
        return original == null ? List.of(principal) : List.of(principal, original);
    }

    static @Nullable Token token(Object user) {
        return user instanceof JsonWebToken jwt ? new Token(name -> plain(jwt.getClaim(name)), true) : null;
    }

    /**
     * Converts a claim from Jakarta JSON, which only this class uses, because applications without tokens might not have it.
     */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonString string) {
            return string.getString();
        } else if (value instanceof JsonNumber number) {
            return number.isIntegral() ? number.bigIntegerValueExact() : number.bigDecimalValue();
        } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        } else if (value instanceof JsonObject object) {
            Map<String, Object> plain = new HashMap<>();
            object.forEach((name, inner) -> plain.put(name, plain(inner)));
            return plain;
        }
        return value == JsonValue.NULL ? null : value;
    }
}
