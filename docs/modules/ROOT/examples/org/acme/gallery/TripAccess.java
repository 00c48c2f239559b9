package org.acme.gallery;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

// tag::access[]
@ApplicationScoped
public class TripAccess {

    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*")
    public void album(String album) {
    }

    @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/{id}/*", expiresIn = "1h")
    public void video(int id) {
    }
}
// end::access[]
