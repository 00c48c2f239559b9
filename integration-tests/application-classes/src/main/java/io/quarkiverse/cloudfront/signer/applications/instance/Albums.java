package io.quarkiverse.cloudfront.signer.applications.instance;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** Whose locator looks a bean up. */
@Path("/instance")
public class Albums {

    @Inject
    Instance<Album> album;

    @Path("/")
    public Album album() {
        return album.get();
    }
}
