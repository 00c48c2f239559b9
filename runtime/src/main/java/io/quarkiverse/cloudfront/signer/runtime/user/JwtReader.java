package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

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
        return user instanceof JsonWebToken jwt ? new Token(name -> JsonClaims.plain(jwt.getClaim(name)), true) : null;
    }
}
