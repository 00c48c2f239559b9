package io.quarkiverse.cloudfront.signer.runtime.security;

import java.security.Principal;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Users of quarkus-oidc and quarkus-smallrye-jwt <em>are</em> their token.
 */
@Singleton
public class JwtReader implements TokenReader {

    @Override
    public Token read(Principal principal) {
        return principal instanceof JsonWebToken jwt ? new JwtToken(jwt) : null;
    }
}
