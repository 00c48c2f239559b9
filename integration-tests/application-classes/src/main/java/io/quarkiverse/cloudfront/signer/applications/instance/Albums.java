package io.quarkiverse.cloudfront.signer.applications.instance;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** A resource locator that looks up a bean. */
@Path("/instance")
public class Albums {

    @Inject
    Instance<Album> album;

    @Path("/")
    public Album album() {
        return album.get();
    }
}
