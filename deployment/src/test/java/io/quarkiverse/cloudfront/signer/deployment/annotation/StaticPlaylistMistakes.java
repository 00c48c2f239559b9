package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Static playlists whose policy would not cover the files that they refer to.
 */
final class StaticPlaylistMistakes {

    public record Film(@SignedResource String poster, @SignedResource(content = Content.STATIC_PLAYLIST) String video) {
    }

    public record OwnFilm(@SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/*") String video) {
    }

    public record NarrowFilm(
            @SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/{principal}/?") String video) {
    }

    @Path("/videos")
    public static class Resource {

        @GET
        @Path("noResource")
        @SignedResource(content = Content.STATIC_PLAYLIST)
        public String noResource() {
            return "/videos/7/master.m3u8";
        }

        @GET
        @Path("exact")
        @SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/7/master.m3u8")
        public String exact() {
            return "/videos/7/master.m3u8";
        }

        @GET
        @Path("cookies")
        @SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/*", delivery = Delivery.COOKIES)
        public void cookies() {
        }

        @GET
        @Path("playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/*")
        public String playlist() {
            return "#EXTM3U";
        }

        @GET
        @Path("film")
        public Film film() {
            return null;
        }

        @GET
        @Path("films")
        @SignedResource(expiresIn = "1h")
        public List<Film> films() {
            return List.of();
        }

        @GET
        @Path("exactFilm")
        @SignedResource(resource = "/videos/7/master.m3u8")
        public Film exactFilm() {
            return null;
        }

        @GET
        @Path("good/{id}")
        @SignedResource(content = Content.STATIC_PLAYLIST, resource = "/videos/{id}/*")
        public Response good() {
            return null;
        }

        @GET
        @Path("goodFilm/{id}")
        @SignedResource(resource = "/videos/{id}/*")
        public Film goodFilm() {
            return null;
        }

        @GET
        @Path("ownFilm")
        public OwnFilm ownFilm() {
            return null;
        }

        @GET
        @Path("cookiesAndFilm")
        @SignedResource(delivery = Delivery.COOKIES)
        public Film cookiesAndFilm() {
            return null;
        }
    }
}
