package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.smallrye.mutiny.Uni;

/**
 * Texts whose policy would not cover the files that they refer to, and values that are not text.
 */
final class TextMistakes {

    public record Article(@SignedResource(content = Content.MARKUP) String body) {
    }

    public record Wrong(@SignedResource(content = Content.TEXT, resource = "/*") URI body,
            @SignedResource(content = Content.TEXT, resource = "/*") List<String> others) {
    }

    @Path("/articles")
    public static class Resource {

        @GET
        @Path("noResource")
        @SignedResource(content = Content.TEXT)
        public String noResource() {
            return "";
        }

        @GET
        @Path("exact")
        @SignedResource(content = Content.MARKUP, resource = "/articles/7")
        public String exact() {
            return "";
        }

        @GET
        @Path("cookies")
        @SignedResource(content = Content.TEXT, resource = "/articles/*", delivery = Delivery.COOKIES)
        public void cookies() {
        }

        @GET
        @Path("playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(content = Content.TEXT, resource = "/articles/*")
        public String playlist() {
            return "#EXTM3U";
        }

        @GET
        @Path("uris")
        @SignedResource(content = Content.MARKUP, resource = "/articles/*")
        public Uni<Map<String, URI>> uris() {
            return null;
        }

        @GET
        @Path("article")
        public Article article() {
            return null;
        }

        @GET
        @Path("textOfFields")
        @SignedResource(content = Content.MARKUP, resource = "/articles/*")
        public Article textOfFields() {
            return null;
        }

        @GET
        @Path("good/{id}")
        @SignedResource(content = Content.MARKUP, resource = "/articles/{id}/*")
        public Uni<Map<String, List<String>>> good() {
            return null;
        }

        @GET
        @Path("response/{id}")
        @SignedResource(content = Content.TEXT, resource = "/articles/{id}/*")
        public Response response() {
            return null;
        }

        @GET
        @Path("goodArticle/{id}")
        @SignedResource(resource = "/articles/{id}/*")
        public Article goodArticle() {
            return null;
        }
    }
}
