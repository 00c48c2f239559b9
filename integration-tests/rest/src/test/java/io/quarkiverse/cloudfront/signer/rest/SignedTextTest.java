package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;

/** HTML, Markdown, and fields with text: what is signed opens, and what a client sends back is stored as it was. */
@QuarkusTest
class SignedTextTest {

    private static final Pattern URL = Pattern.compile("http[^\"' )<\\\\]+");

    private static String markup() {
        return "<p>Ä & <a href='https://other.example.com/?a=1&amp;b=2'>x</a><img src='" + TestOrigin.edge()
                + "/videos/7/1.ts?a=1&amp;b=2'> " + TestOrigin.edge() + "/a.txt</p>";
    }

    private static void assertOpens(String signed, boolean markup, String unsigned) {
        Matcher url = URL.matcher(signed);
        String opened = "";
        while (url.find()) {
            if (url.group().contains("Signature=")) {
                opened = markup ? url.group().replace("&amp;", "&") : url.group();
                assertThat(SignedUrls.status(opened)).as(opened.replaceAll("\\?.*", "")).isEqualTo(200);
            }
        }
        assertThat(opened).startsWith(TestOrigin.edge() + "/videos/7/1.ts?");
        assertThat(SignedUrls.status(TestOrigin.edge() + "/a.txt?" + opened.substring(opened.indexOf("Policy="))))
                .isEqualTo(403);
        String query = opened.substring(opened.indexOf("Policy="));
        assertThat(signed.replace(markup ? query.replace("&", "&amp;") : query, "").replaceAll("(?:\\?|&amp;|&)(?=['\")])", ""))
                .isEqualTo(unsigned);
    }

    @Test
    void page_hasItsImagesSigned() {
        assertOpens(given().get("/text/7/page").then().statusCode(200).extract().asString(), true, markup());
    }

    @Test
    void markdown_hasItsImagesSigned() {
        assertOpens(given().get("/text/7/markdown").then().statusCode(200).extract().asString(), false,
                "![x](" + TestOrigin.edge() + "/videos/7/1.ts) and " + TestOrigin.edge() + "/a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = { "body", "optional", "list[0]", "map.k" })
    void field_isSignedAndReadBackAsItWas(String field) {
        String article = given().get("/text/7/article").then().statusCode(200).extract().asString();
        String body = io.restassured.path.json.JsonPath.from(article).getString(field);

        assertOpens(body, true, markup());
        String stored = given().contentType(ContentType.JSON).body(article).put("/text/7/article").then().statusCode(200)
                .extract().asString();
        assertThat(stored.lines()).hasSize(4).allMatch(markup()::equals);
    }

    @Test
    void signedUrlForAFieldThatIsNoText_isRefused() {
        given().contentType(ContentType.JSON).body("{\"cover\":\"/a?Expires=1&Signature=s&Key-Pair-Id=k\"}")
                .put("/text/7/article")
                .then().statusCode(400);
    }

    public record Article(@SignedResource(content = Content.MARKUP) String body,
            @SignedResource(content = Content.MARKUP) Optional<String> optional,
            @SignedResource(content = Content.MARKUP) List<String> list,
            @SignedResource(content = Content.MARKUP) Map<String, String> map, @SignedResource String cover) {
    }

    @PermitAll
    @Path("/text/{id}")
    public static class Resource {

        @GET
        @Path("page")
        @Produces(MediaType.TEXT_HTML)
        @SignedResource(resource = "/videos/{id}/*", content = Content.MARKUP)
        public Uni<String> page() {
            return Uni.createFrom().item(markup());
        }

        @GET
        @Path("markdown")
        @SignedResource(resource = "/videos/{id}/*", content = Content.TEXT)
        public String markdown() {
            return "![x](" + TestOrigin.edge() + "/videos/7/1.ts) and " + TestOrigin.edge() + "/a.txt";
        }

        @GET
        @Path("article")
        @SignedResource(resource = "/videos/{id}/*")
        public Article article() {
            return new Article(markup(), Optional.of(markup()), List.of(markup()), Map.of("k", markup()), null);
        }

        @PUT
        @Path("article")
        @Produces(MediaType.TEXT_PLAIN)
        public String store(Article article) {
            return String.join("\n", article.body(), article.optional().orElse(""), article.list().get(0),
                    article.map().get("k"));
        }
    }
}
