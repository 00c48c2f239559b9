package io.quarkiverse.cloudfront.signer.applications.newsubresourcefield;

import jakarta.ws.rs.Path;

/** A locator that creates the sub-resource itself, so that it is not intercepted. */
@Path("/newsubresourcefield")
public class Albums {

    @Path("/")
    public Album album() {
        return new Album();
    }
}
