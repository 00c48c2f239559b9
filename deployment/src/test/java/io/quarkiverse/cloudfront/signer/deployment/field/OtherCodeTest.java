package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/**
 * What other code writes as JSON during a request is as it would be without the extension. A response whose fields other code
 * has written is not sent.
 */
class OtherCodeTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(OtherCodeTest.class.getDeclaredClasses())
                    .addClasses(CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @ParameterizedTest
    @CsvSource({ "vertx", "vertx-object", "mapper", "own-mapper" })
    void jsonOfOtherCode_isPlain(String by) {
        RestResponseBody body = read("/other/" + by);
        assertThat(body.written()).isEqualTo("{\"url\":\"/a.txt\"}");
        assertThat(body.json()).isEqualTo("{\"url\":\"/a.txt (signed)\"}");
    }

    private record RestResponseBody(String written, String json) {
    }

    private static RestResponseBody read(String path) {
        io.restassured.response.Response answer = given().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new RestResponseBody(answer.header("X-Written"), SignedUrls.marked(answer.asString()));
    }

    /** For example, quarkus-oidc encodes the claims of a token that it verifies. */
    @Test
    void mapsOfOtherCode_areAsTheyAre() {
        assertThat(read("/other/claims").written()).isEqualTo("{\"sub\":\"alice\",\"nested\":{\"a\":[1]}}");
    }

    @ParameterizedTest
    @CsvSource({ "by-hand", "by-hand-list" })
    void fieldsThatASerializerOfTheApplicationWrites_failTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/other/" + method);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            assertThat(log.messages(Level.SEVERE)).singleElement().asString().contains("OtherCodeTest$Resource#",
                    ": it returns an object whose fields have @SignedResource, but none was signed, because something other "
                            + "than the application's ObjectMapper or Jsonb wrote it. Remove the serializer of its class, or "
                            + "the annotation");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            empty | []
            empty-page | {"items":[]}
            null-field | {"url":null}
            absent-field | {"title":"A"}
            other-view | {"title":"A"}
            ignored-field | {"title":"A"}
            nulls | [null]
            """)
    void responseWithoutValuesToSign_isSent(String method, String json) {
        assertThat(given().get("/other/" + method).then().statusCode(200).extract().asString()).isEqualTo(json);
    }

    public record Photo(@SignedResource String url) {
    }

    @JsonSerialize(using = ByHandSerializer.class)
    public record ByHand(@SignedResource String url) {
    }

    public static class ByHandSerializer extends JsonSerializer<ByHand> {

        @Override
        public void serialize(ByHand value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.url());
        }
    }

    public record Page<T>(List<T> items) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sparse(String title, @SignedResource String url) {
    }

    public interface Internal {
    }

    public interface Public {
    }

    public record Viewed(@JsonView(Public.class) String title, @JsonView(Internal.class) @SignedResource String url) {
    }

    @JsonIgnoreProperties("url")
    public record Ignored(String title, @SignedResource String url) {
    }

    @PermitAll
    @Path("/other")
    public static class Resource {

        @Inject
        ObjectMapper mapper;

        private static RestResponse<Photo> photo(String written) {
            return RestResponse.ResponseBuilder.ok(new Photo("/a.txt")).header("X-Written", written).build();
        }

        @GET
        @Path("vertx")
        public RestResponse<Photo> vertx() {
            return photo(Json.encode(new Photo("/a.txt")));
        }

        @GET
        @Path("vertx-object")
        public RestResponse<Photo> vertxObject() {
            return photo(JsonObject.mapFrom(new Photo("/a.txt")).encode());
        }

        @GET
        @Path("claims")
        public RestResponse<Photo> claims() {
            return photo(new JsonObject().put("sub", "alice").put("nested", new JsonObject("{\"a\":[1]}")).encode());
        }

        @GET
        @Path("mapper")
        public RestResponse<Photo> mapper() throws IOException {
            return photo(mapper.writeValueAsString(new Photo("/a.txt")));
        }

        @GET
        @Path("own-mapper")
        public RestResponse<Photo> ownMapper() throws IOException {
            return photo(new ObjectMapper().writeValueAsString(new Photo("/a.txt")));
        }

        @GET
        @Path("by-hand")
        public ByHand byHand() {
            return new ByHand("/a.txt");
        }

        @GET
        @Path("by-hand-list")
        public List<ByHand> byHandList() {
            return List.of(new ByHand("/a.txt"));
        }

        @GET
        @Path("empty")
        public List<Photo> empty() {
            return List.of();
        }

        @GET
        @Path("empty-page")
        public Page<Photo> emptyPage() {
            return new Page<>(List.of());
        }

        @GET
        @Path("null-field")
        public Photo nullField() {
            return new Photo(null);
        }

        @GET
        @Path("absent-field")
        public Sparse absentField() {
            return new Sparse("A", null);
        }

        @GET
        @Path("other-view")
        @JsonView(Public.class)
        public Viewed otherView() {
            return new Viewed("A", "/a.txt");
        }

        @GET
        @Path("ignored-field")
        public Ignored ignoredField() {
            return new Ignored("A", "/a.txt");
        }

        @GET
        @Path("nulls")
        public List<Photo> nulls() {
            return Arrays.asList((Photo) null);
        }
    }
}
