package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Multi;

/**
 * Signed fields in JSON that quarkus-rest-jsonb writes. The names in the JSON prove that it was JSON-B.
 */
class JsonbFieldsTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Photo.class, Album.class, Article.class, Page.class,
                    CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-rest-jsonb", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    Jsonb jsonb;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            page  | {"items":[{"title":"A","file":"/a.txt (signed)"}],"total":1}
            album | {"list":["/a.txt (signed)"],"map":{"k":"/a.txt (signed)"},"optional":"/a.txt (signed)","array":["/a.txt (signed)"],"uri":"/a.txt (signed)"}
            list  | [{"title":"A","file":"/a.txt (signed)"}]
            items | [{"title":"A","file":"/a.txt (signed)"},{"title":"A","file":"/a.txt (signed)"}]
            """)
    void objects_haveTheirFieldsSigned(String method, String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String body = given().get("/jsonb/" + method).then().statusCode(200).extract().asString();
        assertThat(mapper.readTree(SignedUrls.marked(body))).isEqualTo(mapper.readTree(json));
    }

    @Test
    void ownUse_writesUnsignedUrls() {
        assertThat(jsonb.toJson(new Photo())).isEqualTo("{\"file\":\"/a.txt\",\"title\":\"A\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "list", "items" })
    void response_isNeitherKeptForLongNorRevalidated(String method) {
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            io.restassured.response.Response answer = given().header("If-None-Match", "*").get("/jsonb/" + method);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).matches("private, (no-cache|max-age=\\d{1,3})");
            assertThat(tags.add(answer.header("ETag"))).isTrue();
        }
        assertThat(tags).doesNotContainNull();
    }

    @Test
    void unsignableUrlInALongList_failsTheResponse() {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/jsonb/bad");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            // in addition to Yasson's message about the incomplete JSON
            assertThat(log.messages(Level.SEVERE)).filteredOn(message -> message.contains("signed field"))
                    .singleElement().asString().contains("#bad returns: ", "Cannot sign");
            assertThat(log.text()).doesNotContain("t0ken", "Signature=");
        }
    }

    @Test
    void signedUrlInBody_isRejected() {
        String read = given().get("/jsonb/list").asString();
        given().contentType("application/json").body(read).put("/jsonb/list").then().statusCode(400);
        given().contentType("application/json").body("[{\"file\":\"/a.txt\"}]").put("/jsonb/list").then()
                .statusCode(204);
    }

    @Test
    void text_isSignedAndReadBackAsItWas() {
        String read = given().get("/jsonb/article").then().statusCode(200).extract().asString();

        assertThat(JsonPath.from(read).getString("body")).startsWith(Article.BODY.replace("'>", "?Policy="))
                .contains("&amp;Signature=");
        assertThat(given().contentType("application/json").body(read).put("/jsonb/article").then().statusCode(200).extract()
                .asString()).isEqualTo(Article.BODY);
    }

    public static class Article {

        static final String BODY = "<img src='" + TestOrigin.edge() + "/a.txt'>";

        @SignedResource(content = Content.MARKUP, resource = "/*")
        public String body = BODY;
    }

    public static class Photo {
        private String title = "A";
        @SignedResource
        private String file = "/a.txt";

        public String getTitle() {
            return title;
        }

        public String getFile() {
            return file;
        }

        public void setFile(String set) {
            file = set;
        }
    }

    public static class Album {
        @SignedResource
        public List<String> list = List.of("/a.txt");
        @SignedResource
        public Map<String, URI> map = Map.of("k", URI.create("/a.txt"));
        @SignedResource
        public Optional<String> optional = Optional.of("/a.txt");
        @SignedResource
        public String[] array = { "/a.txt" };
        @SignedResource
        public URI uri = URI.create("/a.txt");
        @SignedResource
        public String none;
    }

    public static class Page<T> {
        public List<T> items;
        public int total = 1;
    }

    @PermitAll
    @Path("/jsonb")
    public static class Resource {

        @GET
        @Path("list")
        public List<Photo> list() {
            return List.of(new Photo());
        }

        @PUT
        @Path("list")
        public void replace(List<Photo> sent) {
        }

        @GET
        @Path("page")
        public Page<Photo> page() {
            Page<Photo> page = new Page<>();
            page.items = List.of(new Photo());
            return page;
        }

        @GET
        @Path("album")
        public Album album() {
            return new Album();
        }

        @GET
        @Path("items")
        public Multi<Photo> items() {
            return Multi.createFrom().items(new Photo(), new Photo());
        }

        @GET
        @Path("article")
        public Article article() {
            return new Article();
        }

        @PUT
        @Path("article")
        public String store(Article article) {
            return article.body;
        }

        @GET
        @Path("bad")
        public List<Photo> bad() {
            List<Photo> bad = Stream.generate(Photo::new).limit(1000).toList();
            bad.get(899).file = "https://elsewhere.example/secret.txt?t0ken=1";
            return bad;
        }
    }
}
