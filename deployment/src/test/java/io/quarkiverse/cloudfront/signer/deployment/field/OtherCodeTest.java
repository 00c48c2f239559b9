package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
import io.quarkus.arc.Arc;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.resteasy.reactive.jackson.SecureField;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/**
 * What other code writes as JSON during a request is as it would be without the extension. A response whose fields other code
 * has written is not sent.
 */
@Tag("nightly")
class OtherCodeTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(OtherCodeTest.class.getDeclaredClasses())
                    .addClasses(CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest-client-jackson",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    /** What a client of another server sends must not have the viewer's signature, whichever writer it uses. */
    @ParameterizedTest
    @CsvSource({ "in-method", "after-a-signed-method", "own-writer" })
    void bodyOfAClient_isPlain(String when) {
        Recorder.BODIES.clear();
        String json = SignedUrls.marked(given().get("/other/client/" + when).then().statusCode(200).extract().asString());

        assertThat(json).contains("/a.txt (signed)").doesNotContain("\"/a.txt\"");
        assertThat(Recorder.BODIES).isNotEmpty().allSatisfy(body -> assertThat(body).contains("/a.txt")
                .doesNotContain("Signature", "Expires"));
    }

    /** Another server may return signed URLs of its own. */
    @Test
    void signedUrlThatAClientReads_isLeft() {
        assertThat(given().get("/other/client/reads").then().statusCode(200).extract().asString())
                .isEqualTo("/b.txt?Signature=of-another-server");
    }

    @ParameterizedTest
    @CsvSource({ "vertx", "mapper" })
    void jsonOfOtherCode_isPlain(String by) {
        RestResponseBody body = read("/other/" + by);
        assertThat(body.written()).isEqualTo("{\"url\":\"/a.txt\"}");
        assertThat(body.json()).isEqualTo("{\"url\":\"/a.txt (signed)\"}");
    }

    /** Not even code that finds out that there is nothing to do: in native executables, such code once failed. */
    @ParameterizedTest
    @CsvSource({ "vertx", "mapper", "client" })
    void jsonOfOtherCode_isWrittenWithoutOurCode(String by) {
        Recorder.BODIES.clear();
        RestResponseBody body = read("/other/traced-" + by);
        assertThat(body.written() == null ? Recorder.BODIES.get(0) : body.written()).isEqualTo("{\"ours\":[]}");
        assertThat(body.json()).contains("(signed)", "io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldWriter");
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

    @Test
    void fieldsThatASerializerOfTheApplicationWrites_failTheResponse() {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/other/by-hand");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            assertThat(log.messages(Level.SEVERE)).singleElement().asString().contains("OtherCodeTest$Resource#",
                    ": it returns an object whose fields have @SignedResource, but none was signed, because something other "
                            + "than the application's ObjectMapper or Jsonb wrote it. Remove the serializer of its class, or "
                            + "the annotation");
        }
    }

    @Test
    void responseWithoutValuesToSign_isSent() {
        assertThat(given().get("/other/other-view").then().statusCode(200).extract().asString()).isEqualTo("{\"title\":\"A\"}");
    }

    /** Quarkus writes such objects with another mapper. */
    @Test
    void fieldBesideASecuredOne_isSigned() {
        assertThat(SignedUrls.marked(given().get("/other/secured").asString()))
                .isEqualTo("{\"photo\":{\"url\":\"/a.txt (signed)\"}}");
        assertThat(SignedUrls.marked(given().get("/other/secured-beside").asString()))
                .isEqualTo("{\"url\":\"/a.txt (signed)\",\"more\":[\"/a.txt (signed)\"]}");
    }

    public record Photo(@SignedResource String url) {
    }

    /** Tells which classes for signed fields are on the stack when it is written. */
    public static class Traced {

        public List<String> getOurs() {
            return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                    .filter(name -> name.matches(".*[.]signer[.]runtime[.](?:rest[.])?field[.].*")).distinct().toList());
        }
    }

    public record Traces(@SignedResource String url, Traced traced) {
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

    public interface Internal {
    }

    public interface Public {
    }

    public record Viewed(@JsonView(Public.class) String title, @JsonView(Internal.class) @SignedResource String url) {
    }

    public record SecuredBeside(@SecureField(rolesAllowed = "board") String note, @SignedResource String url,
            @SignedResource List<URI> more) {
    }

    public record Secured(@SecureField(rolesAllowed = "board") String note, Photo photo) {
    }

    /** Another server, which keeps what it is sent. */
    @PermitAll
    @Path("/recorder")
    public static class Recorder {

        static final List<String> BODIES = new CopyOnWriteArrayList<>();

        @POST
        @Consumes(MediaType.WILDCARD)
        public void record(String body) {
            BODIES.add(body);
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public String picture() {
            return "{\"url\":\"/b.txt?Signature=of-another-server\"}";
        }
    }

    @Path("/recorder")
    @RegisterProvider(OwnWriter.class)
    public interface Client {

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        Uni<Void> send(Photo photo);

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        Uni<Void> sendTraced(Traced traced);

        @POST
        @Consumes("application/x-own+json")
        Uni<Void> sendOwn(Photo photo);

        @GET
        Uni<Photo> read();
    }

    /** For responses and for clients, with the application's mapper. */
    @Provider
    @Produces("application/x-own+json")
    @Consumes("application/x-own+json")
    public static class OwnWriter implements MessageBodyWriter<Photo> {

        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == Photo.class;
        }

        @Override
        public void writeTo(Photo photo, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(Arc.container().instance(ObjectMapper.class).get().writeValueAsBytes(photo));
        }
    }

    @PermitAll
    @Path("/other/client")
    public static class ClientResource {

        private final Photo photo = new Photo("/a.txt");

        private static Client client() {
            return RestClientBuilder.newBuilder().baseUri(URI.create("http://localhost:"
                    + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class))).build(Client.class);
        }

        @GET
        @Path("in-method")
        public Photo inMethod() {
            client().send(photo).await().indefinitely();
            return photo;
        }

        @GET
        @Path("after-a-signed-method")
        @SignedResource(resource = "/*")
        public Uni<Photo> afterASignedMethod() {
            return Uni.createFrom().item(photo).onItem().delayIt().by(Duration.ofMillis(1)).call(client()::send);
        }

        @GET
        @Path("own-writer")
        @Produces("application/x-own+json")
        public Uni<Photo> ownWriter() {
            return Uni.createFrom().item(photo).call(client()::sendOwn);
        }

        @GET
        @Path("reads")
        @Produces(MediaType.TEXT_PLAIN)
        public Uni<String> reads() {
            return client().read().map(Photo::url);
        }
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
        @Path("claims")
        public RestResponse<Photo> claims() {
            return photo(new JsonObject().put("sub", "alice").put("nested", new JsonObject("{\"a\":[1]}")).encode());
        }

        @GET
        @Path("mapper")
        public RestResponse<Photo> mapper() throws IOException {
            return photo(mapper.writeValueAsString(new Photo("/a.txt")));
        }

        private static RestResponse<Traces> traces(String written) {
            return RestResponse.ResponseBuilder.ok(new Traces("/a.txt", new Traced())).header("X-Written", written).build();
        }

        @GET
        @Path("traced-vertx")
        public RestResponse<Traces> tracedVertx() {
            return traces(Json.encode(new Traced()));
        }

        @GET
        @Path("traced-mapper")
        public RestResponse<Traces> tracedMapper() throws IOException {
            return traces(mapper.writeValueAsString(new Traced()));
        }

        @GET
        @Path("traced-client")
        public Traces tracedClient() {
            ClientResource.client().sendTraced(new Traced()).await().indefinitely();
            return new Traces("/a.txt", new Traced());
        }

        @GET
        @Path("by-hand")
        public ByHand byHand() {
            return new ByHand("/a.txt");
        }

        @GET
        @Path("other-view")
        @JsonView(Public.class)
        public Viewed otherView() {
            return new Viewed("A", "/a.txt");
        }

        @GET
        @Path("secured-beside")
        public SecuredBeside securedBeside() {
            return new SecuredBeside("note", "/a.txt", List.of(URI.create("/a.txt")));
        }

        @GET
        @Path("secured")
        public Secured secured() {
            return new Secured("note", new Photo("/a.txt"));
        }
    }
}
