package org.acme.gallery;

import java.io.InputStream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/streams/{id}")
public class StreamResource {

    private final Storage storage;

    StreamResource(Storage storage) {
        this.storage = storage;
    }

    @GET
    @Path("/media.m3u8")
    @Produces("application/vnd.apple.mpegurl") // <1>
    @SignedResource(resource = "/hls/{id}/*", expiresIn = "4h") // <2>
    public InputStream media(int id) {
        return storage.open("hls/" + id + "/media.m3u8"); // as the packager wrote it
    }

    @GET
    @Path("/manifest.mpd")
    @Produces("application/dash+xml")
    @SignedResource(resource = "/dash/{id}/*", expiresIn = "4h")
    public InputStream manifest(int id) {
        return storage.open("dash/" + id + "/manifest.mpd");
    }
}
