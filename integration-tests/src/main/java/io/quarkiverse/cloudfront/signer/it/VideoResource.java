package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;
import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * The videos of the gallery. A video is a playlist and its many segments, so the viewer gets one grant for all of them as
 * signed cookies, and the playlist's URL stays as it is.
 */
@Path("/api/videos")
@Produces(MediaType.APPLICATION_JSON)
public class VideoResource {

    /**
     * Where a video is at the edge.
     */
    public record Video(URI playlist) {
    }

    /**
     * How long the cookies of this response are good for.
     */
    public record Grant(long expiresInSeconds) {
    }

    private final Albums albums;
    private final URI edge;
    private final Duration lifetime;

    VideoResource(Albums albums, @ConfigProperty(name = "quarkus.cloudfront-signer.url") URI edge,
            @ConfigProperty(name = "gallery.video-grant") Duration lifetime) {
        this.albums = albums;
        this.edge = edge;
        this.lifetime = lifetime;
    }

    @GET
    @Path("{id}")
    @Authenticated
    public Video video(String id) {
        requireVideo(id);
        return new Video(edge.resolve("/videos/" + id + "/index.m3u8"));
    }

    /**
     * Grants what is below the video's directory. The player calls this again before the grant ends, and so goes on without a
     * page reload.
     */
    @POST
    @Path("{id}/grant")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/{id}/*", expiresIn = "${gallery.video-grant}")
    public Grant grant(String id) {
        requireVideo(id);
        return new Grant(lifetime.toSeconds());
    }

    private void requireVideo(String id) {
        if (!albums.get(id).video()) {
            throw new NotFoundException();
        }
    }
}
