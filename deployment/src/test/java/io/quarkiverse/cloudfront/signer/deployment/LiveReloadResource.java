package io.quarkiverse.cloudfront.signer.deployment;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/live")
@PermitAll
public class LiveReloadResource {

    @GET
    @SignedResource
    public String url() {
        return "/a.txt";
    }
}
