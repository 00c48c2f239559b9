package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/pictures")
public class DevUiResource {

    public record Photo(@SignedResource(expiresIn = "${pictures.lifetime:1h}") String url) {
    }

    @GET
    @PermitAll
    @SignedResource
    public String picture() {
        return "/a.txt";
    }

    @GET
    @Path("photo")
    @RolesAllowed("user")
    public Photo photo() {
        return new Photo("/a.txt");
    }

    @GET
    @Path("albums/{id}")
    @SignedResource(signer = "media", resource = "/albums/{id}/*", expiresIn = "5m")
    public List<String> album() {
        return List.of("/albums/7/1.jpg");
    }

    @GET
    @Path("videos/{id}")
    @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
    public String video() {
        return "/videos/7/master.m3u8";
    }

    @GET
    @Path("articles/{id}")
    @SignedResource(resource = "/articles/{id}/*", content = Content.MARKUP)
    public String article() {
        return "<p>A lake</p>";
    }

    @POST
    @Path("grants/{id}")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{id}/*")
    public String grant() {
        return "granted";
    }
}
