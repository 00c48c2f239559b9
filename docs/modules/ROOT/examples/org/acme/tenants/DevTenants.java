package org.acme.tenants;

import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
@IfBuildProfile(anyOf = { "dev", "test" })
public class DevTenants implements SecurityIdentityAugmentor {

    private record TenantToken(JsonWebToken token) implements JsonWebToken {

        @Override
        public String getName() {
            return token.getName();
        }

        @Override
        public Set<String> getClaimNames() {
            Set<String> names = new TreeSet<>(token.getClaimNames());
            names.add("tenant");
            return names;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return name.equals("tenant") ? (T) (getName().equals("bob") ? "globex" : "acme") : token.getClaim(name); // <1>
        }
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.getPrincipal() instanceof JsonWebToken token
                ? QuarkusSecurityIdentity.builder(identity).setPrincipal(new TenantToken(token)).build()
                : identity);
    }
}
