package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The fields of any DTO are signed, in any return type, and Jackson writes everything else as usual. One application writes
 * with reflection, and one with the serializers that Quarkus generates.
 */
abstract class FieldsContract {

    private static final String PHOTO = "{\"title\":\"A\",\"image\":\"/a.txt (signed)\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            record | {"title":"A","image":"/a.txt (signed)"}
            annotated-getter | {"title":"A","file":"/a.txt (signed)"}
            inherited | {"url":"/a.txt (signed)","title":"A"}
            generic | {"items":[{"title":"A","image":"/a.txt (signed)"},{"title":"B","image":"/sub%20folder/b.txt (signed)"}],"total":2}
            nested | {"name":"N","cover":{"title":"A","image":"/a.txt (signed)"},"photos":[{"title":"A","image":"/a.txt (signed)"}],"byName":{"a":{"title":"A","image":"/a.txt (signed)"}},"array":[{"title":"A","image":"/a.txt (signed)"}]}
            polymorphic | [{"kind":"circle","icon":"/a.txt (signed)"},{"kind":"square","name":"S"}]
            interface | {"poster":"/a.txt (signed)"}
            component-of-interface | {"name":"A","icon":"/a.txt (signed)"}
            """)
    void objects_haveTheirFieldsSigned(String method, String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(read("/objects/" + method))).isEqualTo(mapper.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "non-blocking", "uni", "stage", "response", "uni-response", "generic-entity",
            "rest-response", "uni-rest-response", "object", "uni-object", "created" })
    void eachReturnType_hasItsFieldsSigned(String method) {
        assertThat(read("/shapes/" + method)).isEqualTo(PHOTO);
    }

    @ParameterizedTest
    @ValueSource(strings = { "list", "array", "list-of-objects", "multi", "multi-of-objects" })
    void arrays_haveTheirFieldsSigned(String method) {
        assertThat(read("/shapes/" + method)).isEqualTo("[" + PHOTO + "," + PHOTO + "]");
    }

    @Test
    void ndjson_hasItsFieldsSigned() {
        assertThat(read("/shapes/ndjson")).isEqualTo(PHOTO + "\n" + PHOTO + "\n");
    }

    @Test
    void serverSentEvents_haveTheirFieldsSigned() {
        assertThat(read("/shapes/sse")).isEqualTo("data:" + PHOTO + "\n\ndata:" + PHOTO + "\n\n");
    }

    @Test
    void emptyResponse_staysEmpty() {
        assertThat(read("/shapes/empty")).isEqualTo("[]");
        given().get("/shapes/null").then().statusCode(204);
    }

    /**
     * The body, in which signed URLs that the edge accepts are marked.
     */
    static String read(String path) {
        String body = given().get(path).then().statusCode(org.hamcrest.Matchers.lessThan(300)).extract().asString();
        return SignedUrls.marked(body);
    }

    public record Photo(String title, @SignedResource URI image) {
    }

    public static class Book {

        public String getTitle() {
            return "A";
        }

        @SignedResource
        public URI getFile() {
            return URI.create("/a.txt");
        }
    }

    public abstract static class Medium {
        @SignedResource
        protected String url;

        public String getUrl() {
            return url;
        }
    }

    public static class Film extends Medium {

        public Film() {
            url = "/a.txt";
        }

        public String getTitle() {
            return "A";
        }
    }

    public record Page<T>(List<T> items, int total) {
    }

    public record Album(String name, Photo cover, List<Photo> photos, Map<String, Photo> byName, Photo[] array) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
            @JsonSubTypes.Type(value = Square.class, name = "square") })
    public interface Shape {
    }

    public record Circle(@SignedResource String icon) implements Shape {
    }

    public record Square(String name) implements Shape {
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

    public interface HasIcon {

        @SignedResource
        URI icon();
    }

    public record App(String name, URI icon) implements HasIcon {
    }

    static Photo photo(String title) {
        return new Photo(title, URI.create("/a.txt"));
    }

    @PermitAll
    @Path("/objects")
    public static class Objects {

        @GET
        @Path("record")
        public Photo record() {
            return photo("A");
        }

        @GET
        @Path("annotated-getter")
        public Book annotatedGetter() {
            return new Book();
        }

        @GET
        @Path("inherited")
        public Film inherited() {
            return new Film();
        }

        @GET
        @Path("generic")
        public Page<Photo> generic() {
            return new Page<>(List.of(photo("A"), new Photo("B", URI.create("/sub%20folder/b.txt"))), 2);
        }

        @GET
        @Path("nested")
        public Album nested() {
            Photo photo = photo("A");
            return new Album("N", photo, List.of(photo), Map.of("a", photo), new Photo[] { photo });
        }

        @GET
        @Path("polymorphic")
        public List<Shape> polymorphic() {
            return List.of(new Circle("/a.txt"), new Square("S"));
        }

        @GET
        @Path("interface")
        public HasPoster ofInterface() {
            return new Movie();
        }

        @GET
        @Path("component-of-interface")
        public App componentOfInterface() {
            return new App("A", URI.create("/a.txt"));
        }
    }

    @PermitAll
    @Path("/shapes")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Shapes {

        @GET
        @Path("blocking")
        public Photo blocking() {
            return photo("A");
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        public Photo nonBlocking() {
            return photo("A");
        }

        @GET
        @Path("uni")
        public Uni<Photo> uni() {
            return Uni.createFrom().item(photo("A"));
        }

        @GET
        @Path("stage")
        public CompletionStage<Photo> stage() {
            return CompletableFuture.supplyAsync(() -> photo("A"));
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.ok(photo("A")).build();
        }

        @GET
        @Path("uni-response")
        public Uni<Response> uniResponse() {
            return Uni.createFrom().item(() -> Response.ok(photo("A")).build());
        }

        @GET
        @Path("generic-entity")
        public Response genericEntity() {
            return Response.ok(new GenericEntity<>(photo("A"), Photo.class)).build();
        }

        @GET
        @Path("rest-response")
        public RestResponse<Photo> restResponse() {
            return RestResponse.ok(photo("A"));
        }

        @GET
        @Path("uni-rest-response")
        public Uni<RestResponse<?>> uniRestResponse() {
            return Uni.createFrom().item(() -> RestResponse.ok(photo("A")));
        }

        @GET
        @Path("object")
        public Object object() {
            return photo("A");
        }

        @GET
        @Path("uni-object")
        public Uni<Object> uniObject() {
            return Uni.createFrom().item(photo("A"));
        }

        @GET
        @Path("created")
        public Response created() {
            return Response.status(201).header("X-Title", "A").entity(photo("A")).build();
        }

        @GET
        @Path("list")
        public List<Photo> list() {
            return List.of(photo("A"), photo("A"));
        }

        @GET
        @Path("array")
        public Photo[] array() {
            return new Photo[] { photo("A"), photo("A") };
        }

        @GET
        @Path("list-of-objects")
        public List<Object> listOfObjects() {
            return List.of(photo("A"), photo("A"));
        }

        @GET
        @Path("multi")
        public Multi<Photo> multi() {
            return Multi.createFrom().items(photo("A"), photo("A"));
        }

        @GET
        @Path("multi-of-objects")
        public Multi<Object> multiOfObjects() {
            return Multi.createFrom().items(photo("A"), photo("A"));
        }

        @GET
        @Path("ndjson")
        @Produces("application/x-ndjson")
        public Multi<Photo> ndjson() {
            return Multi.createFrom().items(photo("A"), photo("A"));
        }

        @GET
        @Path("sse")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<Photo> sse() {
            return Multi.createFrom().items(photo("A"), photo("A"));
        }

        @GET
        @Path("empty")
        public List<Photo> empty() {
            return List.of();
        }

        @GET
        @Path("null")
        public Photo none() {
            return null;
        }
    }
}
