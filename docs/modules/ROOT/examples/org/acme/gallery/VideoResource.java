package org.acme.gallery;

import java.net.URI;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestResponse;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/videos/{id}")
public class VideoResource {

    // tag::map[]
    @GET
    @SignedResource(resource = "/videos/{id}/*", expiresIn = "2h")
    public Map<String, URI> video(int id) {
        return Map.of(
                "poster", URI.create("/videos/" + id + "/poster.svg"),
                "subtitles", URI.create("/videos/" + id + "/subtitles.vtt"));
    }
    // end::map[]

    // tag::redirect[]
    @GET
    @Path("/download")
    @SignedResource
    public RestResponse<Void> download(int id) {
        return RestResponse.seeOther(URI.create("/videos/" + id + "/subtitles.vtt"));
    }
    // end::redirect[]

    // tag::ip[]
    @GET
    @Path("/preview")
    @SignedResource(bindToIp = true, expiresIn = "1m")
    public URI preview(int id) {
        return URI.create("/videos/" + id + "/poster.svg");
    }
    // end::ip[]

    // tag::cookies[]
    @POST
    @Path("/access")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/{id}/*")
    public void access(int id) {
        // throw a ForbiddenException here if this user may not see this video
    }
    // end::cookies[]
}
