package org.acme.gallery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.smallrye.mutiny.Uni;

@Path("/users/{subject}")
@RolesAllowed("admin")
public class DismissalResource {

    private final Grants grants;
    private final OidcConfigurationMetadata provider;

    DismissalResource(Grants grants, OidcConfigurationMetadata provider) {
        this.grants = grants;
        this.provider = provider; // <1>
    }

    @GET
    @Path("pseudonyms")
    public String pseudonyms(String subject) {
        return String.join("\n", grants.mark(provider.getIssuer(), subject)); // <2>
    }

    @POST
    @Path("dismissal")
    public Uni<Void> dismiss(String subject) {
        return grants.revoke(provider.getIssuer(), subject); // <3>
    }
}
