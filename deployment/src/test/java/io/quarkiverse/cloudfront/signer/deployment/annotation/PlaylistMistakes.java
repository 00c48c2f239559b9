package io.quarkiverse.cloudfront.signer.deployment.annotation;

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
