package org.acme.gallery;

import java.io.InputStream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/streams/{id}")
public class StreamResource {

    private final Storage storage;

    StreamResource(Storage storage) {
        this.storage = storage;
    }

    // tag::hls[]
    @GET
    @Path("/media.m3u8")
    @Produces("application/vnd.apple.mpegurl") // <1>
    @SignedResource(resource = "/hls/{id}/*", expiresIn = "4h") // <2>
    public InputStream media(int id) {
        return storage.open("hls/" + id + "/media.m3u8"); // as the packager wrote it
    }
    // end::hls[]

    // tag::dash[]
    @GET
    @Path("/manifest.mpd")
    @Produces("application/dash+xml")
    @SignedResource(resource = "/dash/{id}/*", expiresIn = "4h")
    public InputStream manifest(int id) {
        return storage.open("dash/" + id + "/manifest.mpd");
    }
    // end::dash[]

    // tag::cookies[]
    @GET
    @Path("/master.m3u8")
    @Produces("application/vnd.apple.mpegurl")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/hls/{id}/*", expiresIn = "4h")
    public String master(int id) {
        return storage.master("https://d111111abcdef8.cloudfront.net/hls/" + id); // absolute URIs
    }
    // end::cookies[]
}
