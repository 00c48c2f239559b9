package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers.TokenReader;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Reads tokens of quarkus-oidc that are not the principal: the token of an identity whose principal was replaced, and the
 * introspection of an opaque token.
 */
@Singleton
public class OidcReader implements TokenReader {

    private static final String INTROSPECTION = "introspection";
    private static final String USER_INFO = "userinfo";

    private final Instance<TokenIntrospection> accessToken;

    /**
     * @param accessToken the introspection of the current user's access token, which the identity does not expose in the code
     *        flow
     */
    OidcReader(Instance<TokenIntrospection> accessToken) {
        this.accessToken = accessToken;
    }

    @Override
    public List<Token> read(SecurityIdentity identity) {
        List<Token> tokens = new ArrayList<>();
        if (!(identity.getPrincipal() instanceof JsonWebToken)) {
            TokenCredential idToken = identity.getCredential(IdTokenCredential.class);
            TokenCredential primary = idToken != null ? idToken : identity.getCredential(AccessTokenCredential.class);
            Map<String, Object> claims = primary == null ? null : Token.decoded(primary.getToken());
            if (claims != null) {
                tokens.add(new Token(claims::get, true));
            }
        }
        if (identity.getAttribute(INTROSPECTION) instanceof TokenIntrospection introspection) {
            tokens.add(new Token(name -> JwtReader.plain(introspection.get(name)), false));
        }
        if (identity.getAttribute(KnownTokens.VERIFIED_ACCESS_TOKEN) != null && hasOpaqueAccessToken(identity)) {
            tokens.add(new Token(this::ofAccessToken, false));
        }
        if (identity.getAttribute(USER_INFO) instanceof UserInfo userInfo) {
            // the login is never read from the profile, which users can often edit: a later time would escape a revocation
            Token principal = JwtReader.token(identity.getPrincipal());
            Token login = principal == null && !tokens.isEmpty() ? tokens.get(0) : principal;
            Function<String, @Nullable Object> ofLogin = login == null ? name -> null : login.claims();
            tokens.add(new Token(
                    name -> Token.LOGIN.contains(name) ? ofLogin.apply(name) : JwtReader.plain(userInfo.get(name)), false));
        }
        return tokens;
    }

    private static boolean hasOpaqueAccessToken(SecurityIdentity identity) {
        AccessTokenCredential accessToken = identity.getCredential(AccessTokenCredential.class);
        return accessToken == null || Token.decoded(accessToken.getToken()) == null;
    }

    /**
     * @return an invalid text instead of the expiry if the introspection cannot be read, so that signing fails
     */
    private @Nullable Object ofAccessToken(String claim) {
        try {
            return JwtReader.plain(accessToken.get().get(claim));
        } catch (ContextNotActiveException e) {
            return Token.EXPIRY.equals(claim) ? "unknown" : null;
        }
    }
}
