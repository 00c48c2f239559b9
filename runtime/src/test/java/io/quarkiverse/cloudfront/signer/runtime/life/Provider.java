package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;

import io.quarkiverse.cloudfront.signer.runtime.user.TestIdentities;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * How users log in, and what their tokens contain.
 */
enum Provider {
    /** Such as Keycloak. */
    COMPLETE(true, true),
    WITHOUT_SID(false, true),
    WITHOUT_AUTH_TIME(true, false),
    WITHOUT_BOTH(false, false),
    /** Its {@code auth_time} is in milliseconds, so it is far in the future. */
    MILLISECONDS(true, true),
    /** Such as GitHub, whose users have a profile with an ID and a name that they choose. */
    WITHOUT_ID_TOKEN(false, false),
    /** Names and passwords, without tokens. */
    BASIC(false, false);

    final boolean sid;
    final boolean authTime;

    Provider(boolean sid, boolean authTime) {
        this.sid = sid;
        this.authTime = authTime;
    }

    boolean tellsLogin() {
        return authTime && this != MILLISECONDS;
    }

    boolean hasToken() {
        return this != BASIC;
    }

    /** Whether its logouts reach the application as those of OpenID Connect. */
    boolean hasIdToken() {
        return this != BASIC && this != WITHOUT_ID_TOKEN;
    }

    /** As administrators name it. */
    String issuer() {
        return switch (this) {
            case BASIC -> "";
            case WITHOUT_ID_TOKEN -> "tenant:Default";
            default -> "https://" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example.com";
        };
    }

    /**
     * What a user's session has, in seconds of the true time.
     *
     * @param sid of the session at the provider, which also stands for it if tokens do not contain it
     */
    record Token(Provider provider, String subject, String name, String tenant, String sid, long authTime, long issuedAt,
            long expiresAt) {

        /** @param epoch of a second, as providers write it */
        SecurityIdentity identity(LongUnaryOperator epoch) {
            if (!provider.hasToken()) {
                return TestIdentities.withPassword(subject);
            }
            Map<String, Object> claims = new HashMap<>();
            claims.put("iat", epoch.applyAsLong(issuedAt));
            claims.put("exp", epoch.applyAsLong(expiresAt));
            if (provider == WITHOUT_ID_TOKEN) {
                return TestIdentities.withProfile(name, claims, Map.of("id", subject, "name", name, "tenant", tenant));
            }
            claims.putAll(Map.of("iss", provider.issuer(), "sub", subject, "name", name, "tenant", tenant));
            if (provider.sid) {
                claims.put("sid", sid);
            }
            if (provider.authTime) {
                claims.put("auth_time", epoch.applyAsLong(authTime) * (provider == MILLISECONDS ? 1000 : 1));
            }
            return TestIdentities.withIdToken(claims);
        }
    }
}
