package org.acme.gallery;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/drafts")
public class DraftResource {

    // tag::principal[]
    @GET
    @SignedResource(delivery = Delivery.COOKIES, resource = "/users/{principal}/drafts/*")
    public List<String> drafts() {
        return List.of("glacier.svg");
    }
    // end::principal[]
}
