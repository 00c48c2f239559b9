package io.quarkiverse.cloudfront.signer.runtime.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;

/**
 * The tokens of an identity. The earliest of several expiries applies, so further sources can only shorten a grant.
 *
 * @param tokens the tokens, the most trusted one first
 * @param earliest the earliest expiry, if any is known
 * @param unreadable whether there is an expiry that cannot be read
 */
record KnownTokens(SecurityIdentity identity, List<Token> tokens, @Nullable Instant earliest, boolean unreadable) {

    /** Quarkus's own attribute for the expiry, at which it closes WebSockets. */
    private static final String EXPIRE_TIME = "quarkus.identity.expire-time";
    /**
     * The expiry as an attribute of an identity of quarkus-elytron-security-oauth2, whose attributes are the claims of the
     * introspection.
     */
    private static final String INTROSPECTED_EXPIRY = "exp";
    private static final String ID_TOKEN = "id_token";
    private static final String REFRESH_TOKEN = "refresh_token";
    /** Present if quarkus-oidc verifies the access token of the code flow, so that the session ends with this token. */
    static final String VERIFIED_ACCESS_TOKEN = "code_flow_access_token_result";

    static KnownTokens of(SecurityIdentity identity, List<Token> tokens) {
        Object expireTime = identity.getAttribute(EXPIRE_TIME);
        Instant earliest = Token.earlier(Token.second(expireTime), Token.second(identity.getAttribute(INTROSPECTED_EXPIRY)));
        boolean unreadable = Token.isUnreadable(expireTime);
        for (Token token : tokens) {
            Object expiry = token.expiry();
            earliest = Token.earlier(earliest, Token.second(expiry));
            unreadable |= Token.isUnreadable(expiry);
        }
        for (TokenCredential credential : unread(identity, tokens)) {
            var claims = Token.decoded(credential.getToken());
            earliest = claims == null ? earliest : Token.earlier(earliest, Token.second(claims.get(Token.EXPIRY)));
        }
        return new KnownTokens(identity, tokens, earliest, unreadable);
    }

    /**
     * The credentials with which the user was authenticated.
     */
    private static List<TokenCredential> credentials(SecurityIdentity identity) {
        List<TokenCredential> all = identity.getCredentials().stream()
                .filter(TokenCredential.class::isInstance).map(TokenCredential.class::cast)
                .filter(credential -> !REFRESH_TOKEN.equals(credential.getType())).toList();
        boolean idToken = all.stream().anyMatch(KnownTokens::isIdToken);
        return !idToken || identity.getAttribute(VERIFIED_ACCESS_TOKEN) != null ? all
                : all.stream().filter(KnownTokens::isIdToken).toList();
    }

    /**
     * The credentials that have not been read yet. For most requests, there are none, because the principal is the token, which
     * is already decoded.
     */
    private static List<TokenCredential> unread(SecurityIdentity identity, List<Token> tokens) {
        return identity.getAttribute(VERIFIED_ACCESS_TOKEN) == null && tokens.stream().anyMatch(Token::complete) ? List.of()
                : credentials(identity);
    }

    private static boolean isIdToken(TokenCredential credential) {
        return ID_TOKEN.equals(credential.getType());
    }

    /**
     * Whether the user has a token whose expiry is unknown or unreadable.
     *
     * @param request null outside of an HTTP request, for example in the endpoint of a WebSocket, where it is not known how the
     *        user has logged in
     * @param anyHasToken whether users of the application can have tokens
     */
    boolean lackExpiry(@Nullable RoutingContext request, boolean anyHasToken) {
        return unreadable
                || earliest == null && tokens.stream().noneMatch(Token::complete) && !identity.isAnonymous()
                        && haveLoggedIn(request, anyHasToken);
    }

    /**
     * Whether the user has logged in with a token, which may be unreadable.
     */
    private boolean haveLoggedIn(@Nullable RoutingContext request, boolean anyHasToken) {
        return !tokens.isEmpty() || !credentials(identity).isEmpty()
                || (request == null ? anyHasToken && !isByOtherMeans() : isByToken(request));
    }

    /**
     * Whether the identity shows that it was not created from a token.
     */
    private boolean isByOtherMeans() {
        return identity.getCredential(PasswordCredential.class) != null
                || identity.getCredential(CertificateCredential.class) != null;
    }

    /**
     * Whether the request was authenticated with a token, which the application may have removed from the identity.
     */
    private static boolean isByToken(RoutingContext request) {
        return request.get(HttpAuthenticationMechanism.class.getName()) instanceof HttpAuthenticationMechanism mechanism
                && !mechanism.getCredentialTypes().isEmpty()
                && mechanism.getCredentialTypes().stream().allMatch(TokenAuthenticationRequest.class::equals);
    }

    Optional<String> claim(String path) {
        return tokens.stream().flatMap(token -> token.claim(path).stream()).findFirst();
    }

    /**
     * The user of signed cookies. The parameters are the same as those of {@link #marked}.
     */
    CookieOwner owner(String subjectClaim, @Nullable RoutingContext request, boolean anyHasToken) {
        MarkedUser user = marked(subjectClaim, request, anyHasToken);
        // the length tells where the issuer ends
        return new CookieOwner(tenant(request), user == null ? " " + identity.getPrincipal().getName()
                : user.issuer().length() + ":" + user.issuer() + user.subject());
    }

    /**
     * The user whom marks stand for. Users choose and change the names that a provider shows, so a name only identifies a user
     * without a token.
     *
     * @param subjectClaim the claim with the subject of a token without {@code sub}
     * @param request null outside of an HTTP request
     * @param anyHasToken whether users of the application can have tokens
     * @return null if the user is anonymous, or has a token without a subject
     */
    @Nullable
    MarkedUser marked(String subjectClaim, @Nullable RoutingContext request, boolean anyHasToken) {
        if (identity.isAnonymous()) {
            return null;
        } else if (haveLoggedIn(request, anyHasToken)) {
            return ofTokens(subjectClaim);
        }
        String name = identity.getPrincipal().getName();
        return name == null || name.isEmpty() ? null : new MarkedUser("", name, null);
    }

    /**
     * The subject, issuer, and login come from one token: the most trusted one with a subject. With
     * quarkus-elytron-security-oauth2, the attributes of the identity are the claims of the introspection.
     */
    private @Nullable MarkedUser ofTokens(String subjectClaim) {
        List<Token> all = new ArrayList<>(tokens);
        all.add(new Token(identity::getAttribute, false));
        for (String claim : List.of(Token.SUBJECT, subjectClaim)) {
            for (Token token : all) {
                String subject = token.claim(claim).orElse("");
                if (!subject.isEmpty()) {
                    return token.user(token.issuer().orElseGet(this::provider), subject);
                }
            }
        }
        return null;
    }

    /**
     * A value that stands for the issuer of a token without {@code iss}. It contains the tenant, because the providers of
     * several tenants can have equal subjects.
     */
    private String provider() {
        return MarkedUser.TENANT + tenant(null);
    }

    /**
     * @param request null outside of an HTTP request
     * @return empty if the user has not logged in with quarkus-oidc
     */
    private String tenant(@Nullable RoutingContext request) {
        Object tenant = identity.getAttribute(Login.OIDC_TENANT);
        if (tenant == null && request != null && isByToken(request)) {
            tenant = request.get(Login.OIDC_TENANT);
        }
        return tenant == null ? "" : tenant.toString();
    }
}
