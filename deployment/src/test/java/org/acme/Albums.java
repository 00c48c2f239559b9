package org.acme;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * The resources in the pictures of Dev UI.
 */
@Path("/albums")
public class Albums {

    public record Photo(String title, @SignedResource String url) {
    }

    @GET
    @Path("cover")
    @SignedResource(signer = "media", expiresIn = "1h")
    public String cover() {
        return "/albums/alps/first%20snow.jpg";
    }

    @POST
    @Path("{album}/access")
    @RolesAllowed("editor")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*")
    public void access(String album) {
        // only sets cookies
    }

    @GET
    @Path("{album}/photos")
    @Authenticated
    public List<Photo> photos(String album) {
        return List.of(new Photo("Mirror lake", "/albums/alps/mirror-lake.jpg"));
    }

    @GET
    @Path("{album}/pictures")
    @SignedResource
    public List<String> pictures(String album) {
        return List.of("/albums/alps/mirror-lake.jpg", "/albums/alps/morning-ridge.jpg");
    }
}
