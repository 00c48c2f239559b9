package org.acme.gallery;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.identity.SecurityIdentity;

@Path("/lectures/{id}")
public class LectureResource {

    private final SecurityIdentity identity;

    LectureResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @PermitAll
    public String lecture(String id) {
        if (identity.hasRole("student")) {
            openFiles(id); // <1>
        }
        return "Lecture " + id + " for everybody";
    }

    @RolesAllowed("student")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/lectures/{id}/*")
    void openFiles(String id) { // <2>
    }
}
