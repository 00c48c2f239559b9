package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Signs with three signers.
 */
@Path("/go-live")
public class GoLiveResource {

    @GET
    @Path("albums/{id}")
    @SignedResource(resource = "/albums/{id}/*")
    public List<String> album(String id) {
        return List.of("/albums/" + id + "/a.jpg");
    }

    @GET
    @Path("films/{id}")
    @SignedResource(signer = "media", delivery = Delivery.COOKIES)
    public String film(String id) {
        return id;
    }

    @GET
    @Path("photo")
    public Photo photo() {
        return new Photo("/photos/1.jpg", "/thumbs/1.jpg");
    }

    public record Photo(@SignedResource(signer = "photos") String url,
            @SignedResource(resource = "/thumbs/*") String thumb) {
    }
}
