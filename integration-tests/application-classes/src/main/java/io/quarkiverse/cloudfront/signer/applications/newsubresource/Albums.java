package io.quarkiverse.cloudfront.signer.applications.newsubresource;

import jakarta.ws.rs.Path;

/** A locator that creates the sub-resource itself, so that it is not intercepted. */
@Path("/newsubresource")
public class Albums {

    @Path("/")
    public Album album() {
        return new Album();
    }
}
