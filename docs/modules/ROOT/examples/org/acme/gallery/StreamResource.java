package org.acme.gallery;

import java.io.InputStream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/streams/{id}")
public class StreamResource {

    private final Storage storage;
    private final String distribution;

    StreamResource(Storage storage, @ConfigProperty(name = "quarkus.cloudfront-signer.url") String distribution) {
        this.storage = storage;
        this.distribution = distribution; // in dev mode, the local edge
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

    @GET
    @Path("/master.m3u8")
    @Produces("application/vnd.apple.mpegurl")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/hls/{id}/*", expiresIn = "4h")
    public String master(int id) {
        return storage.master(distribution + "/hls/" + id); // absolute URIs
    }
}
