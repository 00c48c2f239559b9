package io.quarkiverse.cloudfront.signer.applications.subresource;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** A locator that returns a bean. */
@Path("/subresource")
public class Albums {

    @Inject
    Album album;

    @Path("/")
    public Album album() {
        return album;
    }
}
