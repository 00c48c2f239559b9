package io.quarkiverse.cloudfront.signer.it;

import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.oidc.IdToken;
import io.quarkus.security.Authenticated;

/**
 * Details of Keycloak's tokens that the gallery does not show.
 */
@Path("/probe")
public class KeycloakProbe {

    @Inject
    @IdToken
    JsonWebToken idToken;

    @GET
    @Path("expiry")
    @Authenticated
    public String expiry() {
        return Instant.ofEpochSecond(idToken.getExpirationTime()).toString();
    }

    @POST
    @Path("tenant")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/tenants/{claim.tenant}/*")
    public void tenant() {
    }
}
