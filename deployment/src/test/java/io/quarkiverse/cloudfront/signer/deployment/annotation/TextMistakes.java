package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

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

    static void assertReported(List<String> problems) {
        String resource = " - " + Resource.class.getName();
        assertThat(problems).containsExactlyInAnyOrder(
                resource + "#noResource has content = TEXT and no resource; set a resource that covers all files that the text "
                        + "refers to, such as /articles/{id}/*",
                resource + "#exact has content = MARKUP and the resource \"/articles/7\", which does not cover all files that the "
                        + "text refers to; use one that ends in *, such as /articles/{id}/*",
                resource + "#cookies has content = TEXT, which is for URLs, and delivery = COOKIES; leave one of them out",
                resource + "#playlist produces a playlist, and has content = TEXT, which is for methods that return other text; "
                        + "leave it out",
                resource + "#uris returns io.smallrye.mutiny.Uni<java.util.Map<java.lang.String, java.net.URI>>, which is not "
                        + "text, and has content = MARKUP; leave it out, or return strings",
                resource + "#textOfFields returns an object with signed fields, and has content = MARKUP, which is for strings; "
                        + "set the content of its fields",
                resource + "#article returns " + Article.class.getName()
                        + "#body, which has content = MARKUP and no resource. In "
                        + "the @SignedResource of the method, set a resource that covers all files that the text refers to, such "
                        + "as /articles/{id}/*",
                " - " + Wrong.class.getName()
                        + "#body is of type java.net.URI, which is not text, and has content = TEXT; leave "
                        + "it out, or make it a string");
    }

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
