package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.Instance;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.json.JsonObject;

/**
 * Identities as Quarkus's extensions make them, and the users that they are, for tests outside of the package.
 */
public final class TestIdentities {

    private TestIdentities() {
    }

    public static SecurityIdentity anonymous() {
        return named("").setAnonymous(true).build();
    }

    public static SecurityIdentity withPassword(String name) {
        return named(name).addCredential(new PasswordCredential("secret".toCharArray())).build();
    }

    public static SecurityIdentity withIdToken(Map<String, Object> claims) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new Jwt(claims))
                .addCredential(new IdTokenCredential(Jwt.encoded(new JsonObject(claims).encode()))).build();
    }

    /** A provider without ID tokens, in whose place quarkus-oidc makes one. */
    public static SecurityIdentity withProfile(String name, Map<String, Object> internal, Map<String, Object> profile) {
        return named(name).addCredential(new IdTokenCredential(Jwt.encoded(new JsonObject(internal).encode())))
                .addCredential(new AccessTokenCredential("opaque")).addAttribute(Login.OIDC_TENANT, "Default")
                .addAttribute("userinfo", new UserInfo(new JsonObject(profile).encode())).build();
    }

    private static QuarkusSecurityIdentity.Builder named(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
    }

    /** The users of an application that uses marks, during a request of this one. */
    public static IdentityUsers users(SecurityIdentity identity) {
        IdentityUsers users = new IdentityUsers(LateIdentity.known(identity), Exchange.viewers(new Exchange()),
                List.of(new JwtReader(),
                        new OidcReader(Stub.of(Instance.class, Map.of("get", none -> new TokenIntrospection())))),
                new RequestScope(true));
        users.useSubject("id");
        return users;
    }
}
