package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.jboss.resteasy.reactive.RestResponse;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Methods that declare to produce a playlist, but whose result cannot be rewritten.
 */
final class PlaylistMistakes {

    private static final String HLS = "application/vnd.apple.mpegurl";
    private static final String SUPPORTED = ", which cannot be rewritten; supported are String, byte[], "
            + "io.vertx.core.buffer.Buffer, InputStream, java.nio.file.Path, File and StreamingOutput; a Uni, CompletionStage or "
            + "CompletableFuture of these; and Response and RestResponse";

    static void assertReported(List<String> problems) {
        String resource = " - " + Resource.class.getName();
        assertThat(problems).containsExactlyInAnyOrder(
                resource + "#noResource produces a playlist, whose URIs share one grant, but does not have a resource; set "
                        + "one in the annotation, such as /videos/{id}/*, or set cookies",
                resource + "#list produces a playlist and returns java.util.List<java.lang.String>" + SUPPORTED,
                resource + "#reader produces a playlist and returns java.io.Reader" + SUPPORTED,
                resource + "#multi produces a playlist and returns io.smallrye.mutiny.Multi<io.vertx.core.buffer.Buffer>"
                        + SUPPORTED,
                resource + "#uni produces a playlist and returns io.smallrye.mutiny.Uni<java.net.URI>" + SUPPORTED,
                resource + "#chars produces a playlist and returns char[]" + SUPPORTED,
                resource + "#restResponse produces a playlist and returns "
                        + "org.jboss.resteasy.reactive.RestResponse<java.lang.Integer>" + SUPPORTED,
                resource + "#wildcardHost produces a playlist: the URIs of a playlist become absolute, and the resource "
                        + "https://*.example.com/hls/* has a wildcard in its scheme or host; name both, or use only a path",
                resource + "#wildcardScheme produces a playlist: the URIs of a playlist become absolute, and the resource "
                        + "*://media.example.com/hls/* has a wildcard in its scheme or host; name both, or use only a path",
                resource + "#mixed produces text/plain in addition to a playlist and returns byte[], which cannot be signed "
                        + "for that media type; split it into two methods, or return a String, Response or RestResponse",
                " - " + Implementation.class.getName() + "#inherited produces a playlist and returns int" + SUPPORTED,
                " - " + Typed.class.getName() + "#ofClass produces a playlist and returns int" + SUPPORTED);
    }

    @Path("/playlists")
    public static class Resource {

        @GET
        @Path("noResource")
        @Produces(HLS)
        @SignedResource
        public String noResource() {
            return "";
        }

        @GET
        @Path("list")
        @Produces("application/dash+xml")
        @SignedResource(resource = "/*")
        public List<String> list() {
            return List.of();
        }

        @GET
        @Path("reader")
        @Produces("Audio/MpegUrl; charset=UTF-8")
        @SignedResource(resource = "/*")
        public Reader reader() {
            return null;
        }

        @GET
        @Path("multi")
        @Produces(HLS)
        @SignedResource(resource = "/*")
        public Multi<Buffer> multi() {
            return null;
        }

        @GET
        @Path("uni")
        @Produces(HLS)
        @SignedResource(resource = "/*")
        public Uni<java.net.URI> uni() {
            return null;
        }

        @GET
        @Path("chars")
        @Produces(HLS)
        @SignedResource(resource = "/*")
        public char[] chars() {
            return null;
        }

        @GET
        @Path("restResponse")
        @Produces(HLS)
        @SignedResource(resource = "/*")
        public RestResponse<Integer> restResponse() {
            return null;
        }

        @GET
        @Path("wildcardHost")
        @Produces(HLS)
        @SignedResource(resource = "https://*.example.com/hls/*")
        public String wildcardHost() {
            return "";
        }

        @GET
        @Path("wildcardScheme")
        @Produces(HLS)
        @SignedResource(resource = "*://media.example.com/hls/*")
        public String wildcardScheme() {
            return "";
        }

        @GET
        @Path("mixed")
        @Produces({ HLS, "text/plain" })
        @SignedResource(resource = "/*")
        public byte[] mixed() {
            return null;
        }

        @GET
        @Path("cookies")
        @Produces(HLS)
        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        public Reader cookies() {
            return null;
        }

        @GET
        @Path("fine")
        @Produces({ HLS + ", application/dash+xml" })
        @SignedResource(resource = "/*")
        public byte[] fine() {
            return null;
        }
    }

    @Path("/declared")
    public interface Declared {

        @GET
        @Produces(HLS)
        int inherited();
    }

    public static class Implementation implements Declared {

        @Override
        @SignedResource(resource = "/*")
        public int inherited() {
            return 7;
        }
    }

    @Path("/typed")
    @Produces(HLS)
    public static class Typed {

        @GET
        @SignedResource(resource = "/*")
        public int ofClass() {
            return 7;
        }
    }
}
