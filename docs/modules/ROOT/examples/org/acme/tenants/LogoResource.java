package org.acme.tenants;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.identity.SecurityIdentity;

@Path("/logo")
public class LogoResource {

    private final SecurityIdentity user;

    LogoResource(SecurityIdentity user) {
        this.user = user;
    }

    @GET
    @SignedResource(resource = "/tenants/{claim.tenant}/*")
    public String logo() {
        JsonWebToken token = (JsonWebToken) user.getPrincipal();
        return "/tenants/" + token.getClaim("tenant") + "/logo.svg";
    }
}
