package org.acme.gallery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Grants;
import io.smallrye.mutiny.Uni;

@Path("/users/{subject}")
@RolesAllowed("admin")
public class DismissalResource {

    private static final String ISSUER = "https://id.example.com/realms/gallery";

    private final Grants grants;

    DismissalResource(Grants grants) {
        this.grants = grants;
    }

    @POST
    @Path("dismissal")
    public Uni<Void> dismiss(String subject) {
        return grants.revoke(ISSUER, subject); // <1>
    }

    @GET
    @Path("pseudonyms")
    public String pseudonyms(String subject) {
        return String.join("\n", grants.mark(ISSUER, subject)); // <2>
    }
}
