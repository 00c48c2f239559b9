package org.acme.gallery;

import java.util.List;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/access/{album}")
public class AccessResource {

    private final Catalogue catalogue;

    AccessResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @POST
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*") // <1>
    public List<String> open(String album) {
        List<String> pictures = catalogue.pictures(album);
        if (pictures.isEmpty()) {
            throw new ForbiddenException(); // <2>
        }
        return pictures; // <3>
    }
}
