package io.quarkiverse.cloudfront.signer.deployment.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.jackson.JacksonMixin;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Only code that is known to sign them may write objects with signed fields. All writers in this test are invented.
 */
class UnknownWriterTest {

    private static final String VERSION = System.getProperty("version.quarkus");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(nested()).addClasses(CapturedLog.class, SignedUrls.class,
                    TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-hal", VERSION),
                    Dependency.of("io.quarkus", "quarkus-rest-links", VERSION)))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    private static Class<?>[] nested() {
        return UnknownWriterTest.class.getDeclaredClasses();
    }

    @Inject
    ObjectMapper mapper;

    @ParameterizedTest
    @ValueSource(strings = { "interface", "base", "value", "value-list", "mixin", "class", "property", "content", "converter",
            "module", "module-list", "key", "to-string", "serializable", "lambda", "generated", "uni", "response",
            "rest-response",
            "wrapped", "any-object" })
    void unknownSerializer_failsTheResponse(String method) {
        assertRefused("/written/" + method, null);
    }

    @ParameterizedTest
    @ValueSource(strings = { "items", "events", "ndjson" })
    void unknownSerializerInStream_writesNothing(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(body("/written/" + method)).doesNotContain("a.txt");
            assertThat(log.text()).contains("does not sign fields with @SignedResource");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hand", "hand-list", "hand-response", "hand-error", "hand-items", "invented", "text" })
    void unknownMessageBodyWriter_failsTheResponse(String method) {
        assertThat(body("/handwritten/" + method)).doesNotContain("a.txt");
        if (!method.equals("hand-items")) {
            assertRefused("/handwritten/" + method, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "hal", "hals", "hal-response" })
    void hal_failsTheResponse(String method) {
        assertRefused("/hal/" + method, "application/hal+json");
        assertThat(SignedUrls.marked(given().accept("application/json").get("/hal/" + method).asString()))
                .contains("/a.txt (signed)");
    }

    /** The content that arrives before the connection is closed. */
    private static String body(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + path))
                .version(HttpClient.Version.HTTP_1_1).build();
        StringBuilder body = new StringBuilder();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArrayConsumer(
                    bytes -> bytes.ifPresent(some -> body.append(new String(some, StandardCharsets.UTF_8)))));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("chunked transfer encoding");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return body.toString();
    }

    private static void assertRefused(String path, String accept) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = (accept == null ? given() : given().accept(accept)).get(path);
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).containsAnyOf("does not sign fields with @SignedResource", "fields are signed in JSON only",
                    "sets another serializer")
                    .doesNotContain("a.txt");
        }
    }

    @Test
    void refusal_namesTypeAndWriter() {
        try (CapturedLog log = CapturedLog.begin()) {
            given().get("/written/interface").then().statusCode(500);
            assertThat(log.text()).contains("an object of type " + Titled.class.getName() + ", cannot be signed, because "
                    + TitledSerializer.class.getName() + " writes it, and does not sign fields with @SignedResource");
        }
        try (CapturedLog log = CapturedLog.begin()) {
            given().get("/handwritten/hand").then().statusCode(500);
            assertThat(log.text()).contains("an object of type " + Hand.class.getName(), HandWriter.class.getName());
        }
    }

    /** Serializers of the application for other values still work next to a signed field. */
    @Test
    void serializerOfValuesWithoutSignedFields_isUsed() {
        assertThat(SignedUrls.marked(given().get("/written/price").asString()))
                .isEqualTo("{\"url\":\"/a.txt (signed)\",\"price\":\"3 EUR\",\"more\":{\"k\":\"3 EUR\"},\"code\":\"<c>\"}");
    }

    @Test
    void ownUse_isNotChecked() throws Exception {
        assertThat(mapper.writeValueAsString(new Titled("/a.txt"))).isEqualTo("{\"hand\":\"/a.txt\"}");
        assertThat(given().get("/written/own-use").asString()).isEqualTo("{\"hand\":\"/a.txt\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "event-loop", "worker" })
    void signedFieldInRouteOfVertx_failsTheResponse(String route) {
        io.restassured.response.Response answer = given().get("/route/" + route);
        assertThat(answer.asString()).doesNotContain("a.txt");
        assertThat(answer.statusCode()).isEqualTo(500);
    }

    /** A writer that passes the object to the mapper works as well as Quarkus's own. */
    @Test
    void messageBodyWriterThatUsesTheMapper_signs() {
        assertThat(SignedUrls.marked(given().get("/handwritten/delegating").asString()))
                .isEqualTo("<{\"url\":\"/a.txt (signed)\"}>");
    }

    public interface HasTitle {
        String title();
    }

    public record Titled(@SignedResource String url) implements HasTitle {
        @Override
        public String title() {
            return url;
        }
    }

    public static class TitledSerializer extends JsonSerializer<HasTitle> {
        @Override
        public void serialize(HasTitle value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartObject();
            generator.writeStringField("hand", value.title());
            generator.writeEndObject();
        }
    }

    public abstract static class Base<T> {
        @SignedResource
        public String url = "/a.txt";
        public T content;
    }

    public static class Below extends Base<Integer> {
    }

    /** The build only sees direct supertypes of serializers. */
    public abstract static class GenericSerializer<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(text(value));
        }

        abstract String text(T value);
    }

    @SuppressWarnings("rawtypes")
    public static class BaseSerializer extends GenericSerializer<Base> {
        @Override
        String text(Base value) {
            return value.url;
        }
    }

    public record AsValue(@SignedResource String url) {
        @JsonValue
        public String text() {
            return "text of " + url;
        }
    }

    public record Mixed(@SignedResource String url) {
    }

    @JacksonMixin(Mixed.class)
    @JsonSerialize(using = AnySerializer.class)
    public abstract static class Mixin {
    }

    public static class AnySerializer extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    public record Photo(@SignedResource String url) {
    }

    @JsonSerialize(using = AnySerializer.class)
    public record ByClass(Photo photo) {
    }

    public static class ByProperty {
        @JsonSerialize(using = AnySerializer.class)
        public Photo photo = new Photo("/a.txt");
    }

    public static class ByContent {
        @JsonSerialize(contentUsing = AnySerializer.class)
        public List<Photo> photos = List.of(new Photo("/a.txt"));
    }

    public static class ByConverter {
        @JsonSerialize(converter = AnyConverter.class)
        public Object photo = new Photo("/a.txt");
    }

    public static class AnyConverter extends StdConverter<Object, String> {
        @Override
        public String convert(Object value) {
            return value.toString();
        }
    }

    public static class ByToString {
        @JsonSerialize(using = ToStringSerializer.class)
        public Photo photo = new Photo("/a.txt");
    }

    public static class Keyed {
        public Map<Photo, String> map = Map.of(new Photo("/a.txt"), "");
    }

    public static class ByItself implements JsonSerializable {
        private final Photo photo = new Photo("/a.txt");

        public Photo getPhoto() {
            return photo;
        }

        @Override
        public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(photo.url());
        }

        @Override
        public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            serialize(generator, provider);
        }
    }

    public interface Text {
        String text();
    }

    /** Only an invented implementation of Jackson's SPI knows it, and no generic type that the build could see. */
    public record Invented(@SignedResource String url) {
    }

    public static class InventedSerializers extends Serializers.Base {
        @Override
        public JsonSerializer<?> findSerializer(SerializationConfig config, JavaType type, BeanDescription description) {
            return type.isTypeOrSubTypeOf(Invented.class) || type.isTypeOrSubTypeOf(Text.class) ? new AnySerializer() : null;
        }
    }

    /** As if Quarkus generated it, in a future version with other class names. */
    public record Generated(@SignedResource String url) {
    }

    public static class Generated$$renamedserializer extends AnySerializer {
    }

    public record Money(BigDecimal amount, Currency currency) {
    }

    public record Code(String code) {
        @JsonValue
        public String text() {
            return "<" + code + ">";
        }
    }

    public record Priced(@SignedResource String url, Money price, Map<String, Money> more, Code code) {
    }

    public static class MoneySerializer extends JsonSerializer<Money> {
        @Override
        public void serialize(Money value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.amount() + " " + value.currency());
        }
    }

    @Singleton
    public static class Customizer implements ObjectMapperCustomizer {
        @Override
        @SuppressWarnings({ "unchecked", "rawtypes" })
        public void customize(ObjectMapper mapper) {
            SimpleSerializers generated = new SimpleSerializers();
            generated.addSerializer((Class) Generated.class, new Generated$$renamedserializer());
            SimpleModule module = new SimpleModule("invented") {
                @Override
                public void setupModule(SetupContext context) {
                    super.setupModule(context);
                    context.addSerializers(generated);
                    context.addSerializers(new InventedSerializers());
                }
            };
            module.addSerializer(HasTitle.class, new TitledSerializer());
            module.addSerializer(Base.class, new BaseSerializer());
            module.addSerializer(Money.class, new MoneySerializer());
            mapper.registerModule(module);
        }
    }

    @Singleton
    public static class Routes {

        private final ObjectMapper mapper;

        Routes(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        void add(@Observes Router router) {
            router.get("/route/event-loop").handler(this::answer);
            router.get("/route/worker").blockingHandler(this::answer);
        }

        private void answer(RoutingContext request) {
            try {
                request.end(mapper.writeValueAsString(new Photo("/a.txt")));
            } catch (IOException e) {
                request.fail(e);
            }
        }
    }

    public record Hand(@SignedResource String url) {
    }

    public static class Wrong extends RuntimeException {
    }

    public static class Mappers {
        @ServerExceptionMapper
        public Response map(Wrong wrong) {
            return Response.status(409).type(MediaType.APPLICATION_JSON).entity(new Hand("/a.txt")).build();
        }
    }

    /** Like kotlinx serialization, it takes precedence over Jackson. */
    @Provider
    @Priority(1)
    @Produces({ "application/json", "application/vnd.invented+json" })
    public static class HandWriter implements MessageBodyWriter<Object> {
        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == Hand.class || type.getName().startsWith("java.util.ImmutableCollections")
                    && genericType != null && genericType.getTypeName().contains("Hand");
        }

        @Override
        public void writeTo(Object value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(("{\"hand\":\"" + value + "\"}").getBytes(StandardCharsets.UTF_8));
        }
    }

    public record Delegated(@SignedResource String url) {
    }

    @Provider
    @Priority(1)
    @Produces("application/json")
    public static class DelegatingWriter implements MessageBodyWriter<Delegated> {

        private final ObjectMapper mapper;

        DelegatingWriter(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return true;
        }

        @Override
        public void writeTo(Delegated value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(("<" + mapper.writeValueAsString(value) + ">").getBytes(StandardCharsets.UTF_8));
        }
    }

    @PermitAll
    @Path("/handwritten")
    @Produces(MediaType.APPLICATION_JSON)
    public static class HandResource {

        @GET
        @Path("hand")
        public Hand hand() {
            return new Hand("/a.txt");
        }

        @GET
        @Path("hand-list")
        public List<Hand> list() {
            return List.of(new Hand("/a.txt"));
        }

        @GET
        @Path("hand-response")
        public Response response() {
            return Response.ok(new Hand("/a.txt")).build();
        }

        @GET
        @Path("hand-error")
        public String error() {
            throw new Wrong();
        }

        @GET
        @Path("hand-items")
        public Multi<Hand> items() {
            return Multi.createFrom().items(new Hand("/a.txt"));
        }

        @GET
        @Path("invented")
        public Response invented() {
            return Response.ok(new Hand("/a.txt"), "application/vnd.invented+json").build();
        }

        @GET
        @Path("text")
        @Produces(MediaType.TEXT_PLAIN)
        public Object text() {
            return new Photo("/a.txt");
        }

        @GET
        @Path("delegating")
        public Delegated delegating() {
            return new Delegated("/a.txt");
        }
    }

    @PermitAll
    @Path("/hal")
    @Produces({ MediaType.APPLICATION_JSON, "application/hal+json" })
    public static class HalResource {

        @GET
        @Path("hal")
        public Photo one() {
            return new Photo("/a.txt");
        }

        @GET
        @Path("hals")
        public List<Photo> list() {
            return List.of(new Photo("/a.txt"));
        }

        @GET
        @Path("hal-response")
        public Response response() {
            return Response.ok(new Photo("/a.txt")).build();
        }
    }

    @PermitAll
    @Path("/written")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private final ObjectMapper mapper;

        Resource(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @GET
        @Path("own-use")
        public String ownUse() throws Exception {
            return mapper.writeValueAsString(new Titled("/a.txt"));
        }

        @GET
        @Path("interface")
        public Titled ofInterface() {
            return new Titled("/a.txt");
        }

        @GET
        @Path("base")
        public Below base() {
            return new Below();
        }

        @GET
        @Path("value")
        public AsValue value() {
            return new AsValue("/a.txt");
        }

        @GET
        @Path("value-list")
        public List<AsValue> values() {
            return List.of(new AsValue("/a.txt"));
        }

        @GET
        @Path("mixin")
        public Mixed mixed() {
            return new Mixed("/a.txt");
        }

        @GET
        @Path("class")
        public ByClass byClass() {
            return new ByClass(new Photo("/a.txt"));
        }

        @GET
        @Path("property")
        public ByProperty property() {
            return new ByProperty();
        }

        @GET
        @Path("content")
        public ByContent content() {
            return new ByContent();
        }

        @GET
        @Path("converter")
        public ByConverter converter() {
            return new ByConverter();
        }

        @GET
        @Path("module")
        public Invented module() {
            return new Invented("/a.txt");
        }

        @GET
        @Path("module-list")
        public List<Invented> moduleList() {
            return List.of(new Invented("/a.txt"));
        }

        @GET
        @Path("key")
        public Keyed key() {
            return new Keyed();
        }

        @GET
        @Path("to-string")
        public ByToString byToString() {
            return new ByToString();
        }

        @GET
        @Path("serializable")
        public ByItself byItself() {
            return new ByItself();
        }

        @GET
        @Path("lambda")
        public Object lambda() {
            Photo photo = new Photo("/a.txt");
            return Map.of("text", new Text() {
                @Override
                public String text() {
                    return photo.url();
                }

                @Override
                public String toString() {
                    return photo.url();
                }
            }, "photo", new Photo("/a.txt"));
        }

        @GET
        @Path("generated")
        public Generated generated() {
            return new Generated("/a.txt");
        }

        @GET
        @Path("uni")
        public Uni<List<Titled>> uni() {
            return Uni.createFrom().item(List.of(new Titled("/a.txt")));
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.ok(new Titled("/a.txt")).build();
        }

        @GET
        @Path("rest-response")
        public RestResponse<Map<String, Titled>> restResponse() {
            return RestResponse.ok(Map.of("k", new Titled("/a.txt")));
        }

        @GET
        @Path("wrapped")
        public Map<String, Object> wrapped() {
            return Map.of("k", new Object[] { new Titled("/a.txt") });
        }

        @GET
        @Path("any-object")
        public Object object() {
            return new Titled("/a.txt");
        }

        @GET
        @Path("items")
        public Multi<Titled> items() {
            return Multi.createFrom().items(new Titled("/a.txt"));
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<Titled> events() {
            return Multi.createFrom().items(new Titled("/a.txt"));
        }

        @GET
        @Path("ndjson")
        @Produces("application/x-ndjson")
        public Multi<Titled> ndjson() {
            return Multi.createFrom().items(new Titled("/a.txt"));
        }

        @GET
        @Path("price")
        public Priced price() {
            Money money = new Money(BigDecimal.valueOf(3), Currency.getInstance("EUR"));
            return new Priced("/a.txt", money, Map.of("k", money), new Code("c"));
        }
    }
}
