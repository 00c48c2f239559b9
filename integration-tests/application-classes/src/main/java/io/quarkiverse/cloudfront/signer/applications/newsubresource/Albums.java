package io.quarkiverse.cloudfront.signer.applications.newsubresource;

import jakarta.ws.rs.Path;

/** Whose locator makes the sub-resource itself, which no interceptor sees. */
@Path("/newsubresource")
public class Albums {

    @Path("/")
    public Album album() {
        return new Album();
    }
}
