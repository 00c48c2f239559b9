package io.quarkiverse.cloudfront.signer.it;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * The videos of the gallery. A video is a playlist and its many segments, so the viewer gets one grant for all of them: signed
 * cookies for unsigned URLs, a playlist in which every URL is signed, or the signed URL of a static playlist, which is the same
 * for all viewers.
 */
@Path("/api/videos")
@Produces(MediaType.APPLICATION_JSON)
public class VideoResource {

    private static final String HLS = "application/vnd.apple.mpegurl";

    /**
     * The URL of a video at the edge.
     */
    public record Video(URI playlist) {
    }

    /**
     * The lifetime of the cookies in this response.
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
     * Grants access to the video's directory. The player calls this again before the grant expires, so that it continues
     * without a page reload.
     */
    @POST
    @Path("{id}/grant")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/videos/{id}/*", expiresIn = "${gallery.video-grant}")
    public Grant grant(String id) {
        requireVideo(id);
        return new Grant(lifetime.toSeconds());
    }

    /**
     * The playlist with signed URLs of its segments. It plays without cookies until the grant expires.
     */
    @GET
    @Path("{id}/index.m3u8")
    @Produces(HLS)
    @SignedResource(resource = "/videos/{id}/*")
    public InputStream hls(String id) {
        requireVideo(id);
        return playlist(id + ".m3u8");
    }

    /**
     * The same for a few seconds.
     */
    @GET
    @Path("{id}/glimpse.m3u8")
    @Produces(HLS)
    @SignedResource(resource = "/videos/{id}/*", expiresIn = "${gallery.glimpse}")
    public InputStream glimpse(String id) {
        requireVideo(id);
        return playlist(id + ".m3u8");
    }

    /**
     * The same for players of MPEG-DASH.
     */
    @GET
    @Path("{id}/index.mpd")
    @Produces("application/dash+xml")
    @SignedResource(resource = "/videos/{id}/*")
    public InputStream dash(String id) {
        requireVideo(id);
        return playlist(id + ".mpd");
    }

    /**
     * The URLs that players of HLS and of MPEG-DASH open. These playlists are files at the edge, for several bandwidths:
     * {@code SignedPlaylists} has converted them, and they pass the signature of their URL on to every file.
     */
    @GET
    @Path("{id}/playlists")
    @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
    public Map<String, URI> staticPlaylists(String id) {
        requireVideo(id);
        return entries(id);
    }

    /**
     * The same for a few seconds.
     */
    @GET
    @Path("{id}/playlists/glimpse")
    @SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST, expiresIn = "${gallery.glimpse}")
    public Map<String, URI> staticGlimpse(String id) {
        requireVideo(id);
        return entries(id);
    }

    private static Map<String, URI> entries(String id) {
        URI directory = URI.create("/videos/" + id + "/adaptive/");
        return new TreeMap<>(Map.of("hls", directory.resolve("master.m3u8"), "dash", directory.resolve("index.mpd")));
    }

    /**
     * Playlists are resources of the application, because the edge would not sign the URLs in them.
     */
    private static InputStream playlist(String file) {
        InputStream playlist = Thread.currentThread().getContextClassLoader().getResourceAsStream("playlists/" + file);
        if (playlist == null) {
            throw new NotFoundException();
        }
        return playlist;
    }

    private void requireVideo(String id) {
        if (!albums.get(id).video()) {
            throw new NotFoundException();
        }
    }
}
