package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Signed fields in JSON that JSON-B writes, in a writer of the application. If both are present, Quarkus REST prefers Jackson.
 */
class JsonbFieldsTest {

    private static final String VND = "application/vnd.photo+json";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Photo.class, Album.class, Page.class, Named.class,
                    HasPoster.class, Movie.class, Writer.class, CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jsonb", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    Jsonb jsonb;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            photo | {"title":"A","file":"/a.txt (signed)"}
            uni   | {"title":"A","file":"/a.txt (signed)"}
            page  | {"items":[{"title":"A","file":"/a.txt (signed)"}],"total":1}
            album | {"list":["/a.txt (signed)"],"map":{"k":"/a.txt (signed)"},"optional":"/a.txt (signed)","array":["/a.txt (signed)"],"uri":"/a.txt (signed)"}
            named | {"picture_url":"/a.txt (signed)"}
            interface | {"poster":"/a.txt (signed)"}
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

    @Test
    void unsignableUrl_failsTheResponse() {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/jsonb/bad");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).doesNotContain("t0ken", "Signature=");
            assertThat(log.messages(Level.SEVERE)).isNotEmpty();
            assertThat(log.text()).contains(
                    "A signed field, which io.quarkiverse.cloudfront.signer.deployment.field.JsonbFieldsTest$Resource#bad returns: ")
                    .doesNotContain("t0ken", "Signature=");
        }
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

    public static class Named {
        @SignedResource
        @JsonbProperty("picture_url")
        public String pictureUrl = "/a.txt";
    }

    public interface HasPoster {

        @SignedResource
        String getPoster();
    }

    public static class Movie implements HasPoster {

        @Override
        public String getPoster() {
            return "/a.txt";
        }
    }

    @Provider
    @Produces(VND)
    public static class Writer implements MessageBodyWriter<Object> {

        @Inject
        Jsonb jsonb;

        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return true;
        }

        @Override
        public void writeTo(Object value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) {
            jsonb.toJson(value, body);
        }
    }

    @PermitAll
    @Path("/jsonb")
    @Produces(VND)
    public static class Resource {

        @GET
        @Path("photo")
        public Photo photo() {
            return new Photo();
        }

        @GET
        @Path("uni")
        public Uni<Photo> uni() {
            return Uni.createFrom().item(new Photo());
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
        @Path("named")
        public Named named() {
            return new Named();
        }

        @GET
        @Path("interface")
        public HasPoster ofInterface() {
            return new Movie();
        }

        @GET
        @Path("items")
        public Multi<Photo> items() {
            return Multi.createFrom().items(new Photo(), new Photo());
        }

        @GET
        @Path("bad")
        public Photo bad() {
            Photo photo = new Photo();
            photo.file = "https://elsewhere.example/secret.txt?t0ken=1";
            return photo;
        }
    }
}
