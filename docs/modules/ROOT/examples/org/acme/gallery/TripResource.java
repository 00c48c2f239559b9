package org.acme.gallery;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.security.Authenticated;

@Path("/trips/{trip}")
public class TripResource {

    private final TripAccess access;

    TripResource(TripAccess access) {
        this.access = access;
    }

    // tag::trip[]
    @POST
    @Path("/access")
    @Authenticated
    public void open(String trip) {
        access.album(trip);
        access.video(7);
    }
    // end::trip[]
}
