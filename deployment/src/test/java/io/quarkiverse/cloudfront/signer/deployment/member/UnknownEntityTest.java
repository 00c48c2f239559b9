package io.quarkiverse.cloudfront.signer.deployment.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataOutput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Objects with signed fields in entities whose types do not show them, and that other code writes without an interceptor.
 */
@Tag("nightly")
class UnknownEntityTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(nested()).addClasses(CapturedLog.class, SignedUrls.class,
                    TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    private static Class<?>[] nested() {
        return UnknownEntityTest.class.getDeclaredClasses();
    }

    @ParameterizedTest
    @ValueSource(strings = { "proxy-serializer", "proxy-writer", "proxy-holder", "computed", "holder", "holder-object",
            "holder-response",
            "holder-error", "holder-filter", "multipart-text", "buffered", "hash" })
    void signedObjectInUnknownEntity_failsTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/unknown/" + method);
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("does not sign fields with @SignedResource").doesNotContain("a.txt");
        }
    }

    @Test
    void signedObjectsInStreamOfText_areNotWritten() {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(answer("/unknown/holders")).doesNotContain("a.txt");
            assertThat(log.text()).contains("signed in JSON only");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "proxy-json", "multipart-json", "streaming", "streaming-response" })
    void signedObjectInJson_isSigned(String method) {
        assertThat(SignedUrls.marked(given().get("/unknown/" + method).asString())).contains("{\"url\":\"/a.txt (signed)\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "text-object", "buffer", "plain-streaming" })
    void entityWithoutSignedObjects_isWritten(String method) {
        given().get("/unknown/" + method).then().statusCode(200);
        assertThat(given().get("/unknown/" + method).asString()).isEqualTo("some text");
    }

    @Test
    void streamingOutputThatFailsLate_breaksTheConnectionOff() {
        assertThat(answer("/unknown/streaming-late")).startsWith("broken off");
    }

    /** If a method leaves the media type to the request, the request cannot choose text. */
    @ParameterizedTest
    @ValueSource(strings = { "open-entry", "open-object" })
    void signedObjectForAnyMediaType_isJson(String method) {
        assertThat(SignedUrls.marked(given().accept(MediaType.TEXT_PLAIN).get("/open/" + method).asString()))
                .contains("{\"url\":\"/a.txt (signed)\"}");
    }

    private static String answer(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + path))
                .version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "broken off: " + e.getMessage();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public record Photo(@SignedResource String url) {
    }

    public interface HasUrl {
        @SignedResource
        String getUrl();
    }

    public interface Serialized {
        @SignedResource
        String getUrl();
    }

    public interface Written {
        @SignedResource
        String getUrl();
    }

    public interface Text {
        String getText();
    }

    /** The build only sees direct supertypes of serializers. */
    public abstract static class GenericSerializer<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(text(value));
        }

        abstract String text(T value);
    }

    public static class SerializedSerializer extends GenericSerializer<Serialized> {
        @Override
        String text(Serialized value) {
            return value.getUrl();
        }
    }

    public static class TextSerializer extends GenericSerializer<Text> {
        @Override
        String text(Text value) {
            return value.getText();
        }
    }

    /** No field contains the value that the getter returns. */
    public record Computed(String path) {
        public Photo getPhoto() {
            return new Photo(path);
        }
    }

    public static class ComputedSerializer extends GenericSerializer<Computed> {
        @Override
        String text(Computed value) {
            return value.getPhoto().url();
        }
    }

    @Singleton
    public static class Customizer implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.registerModule(new SimpleModule("by hand").addSerializer(Serialized.class, new SerializedSerializer())
                    .addSerializer(Text.class, new TextSerializer())
                    .addSerializer(Computed.class, new ComputedSerializer()));
        }
    }

    @Provider
    @Priority(1)
    @Produces("application/json")
    public static class WrittenWriter implements MessageBodyWriter<Written> {
        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return Written.class.isAssignableFrom(type);
        }

        @Override
        public void writeTo(Written value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(value.getUrl().getBytes(StandardCharsets.UTF_8));
        }
    }

    public record Hand(@SignedResource String url) {
    }

    @Provider
    @Priority(1)
    @Produces("application/json")
    public static class HandWriter implements MessageBodyWriter<Hand> {
        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == Hand.class;
        }

        @Override
        public void writeTo(Hand value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(value.url().getBytes(StandardCharsets.UTF_8));
        }
    }

    public record Hashed(@SignedResource String url) {
    }

    /** Lets the mapper write the object, and then writes it itself. */
    @Provider
    @Priority(1)
    @Produces("application/json")
    public static class HashedWriter implements MessageBodyWriter<Hashed> {

        private final ObjectMapper mapper;

        HashedWriter(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == Hashed.class;
        }

        @Override
        public void writeTo(Hashed value, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            headers.putSingle("ETag", Integer.toString(mapper.writeValueAsString(value).hashCode()));
            body.write(value.url().getBytes(StandardCharsets.UTF_8));
        }
    }

    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Buffered {
    }

    /** Sends the remaining content, even after a failure. */
    @Provider
    @Buffered
    public static class Buffering implements WriterInterceptor {
        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
            OutputStream response = context.getOutputStream();
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            context.setOutputStream(buffer);
            try {
                context.proceed();
            } finally {
                if (buffer.size() > 0) {
                    response.write(buffer.toByteArray());
                    response.flush();
                }
            }
        }
    }

    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Replaced {
    }

    @Provider
    @Replaced
    public static class Replacing implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.setEntity(new Holder());
        }
    }

    public static class Wrong extends RuntimeException {
    }

    public static class Mappers {
        @ServerExceptionMapper
        public Response map(Wrong wrong) {
            return Response.status(409).type(MediaType.TEXT_PLAIN).entity(new Holder()).build();
        }
    }

    public static class Holder {
        private final Photo photo = new Photo("/a.txt");

        @Override
        public String toString() {
            return "Holder " + photo;
        }
    }

    public static class Unsigned {
        private final Object text = new StringBuilder("some text");

        @Override
        public String toString() {
            return text.toString();
        }
    }

    @PermitAll
    @Path("/open")
    public static class OpenResource {

        @GET
        @Path("open-entry")
        public Response entry() {
            return Response.ok(Map.entry("k", new Photo("/a.txt"))).build();
        }

        @GET
        @Path("open-object")
        public Object reference() {
            return new AtomicReference<>(new Photo("/a.txt"));
        }
    }

    @PermitAll
    @Path("/unknown")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private final ObjectMapper mapper;

        Resource(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        private static <T> T proxy(Class<T> type, Photo photo) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getUrl", "getText" -> photo.url();
                        case "hashCode" -> 1;
                        case "equals" -> proxy == arguments[0];
                        default -> "a proxy";
                    }));
        }

        @GET
        @Path("proxy-json")
        public HasUrl proxyInJson() {
            return proxy(HasUrl.class, new Photo("/a.txt"));
        }

        @GET
        @Path("proxy-serializer")
        public Serialized proxyForSerializer() {
            return proxy(Serialized.class, new Photo("/a.txt"));
        }

        @GET
        @Path("proxy-writer")
        public Written proxyForWriter() {
            return proxy(Written.class, new Photo("/a.txt"));
        }

        @GET
        @Path("proxy-holder")
        public Object proxyOfHolder() {
            return List.of(proxy(Text.class, new Photo("/a.txt")));
        }

        @GET
        @Path("computed")
        public Computed computed() {
            return new Computed("/a.txt");
        }

        @GET
        @Path("holder")
        @Produces(MediaType.TEXT_PLAIN)
        public Holder holder() {
            return new Holder();
        }

        @GET
        @Path("holder-object")
        @Produces(MediaType.TEXT_PLAIN)
        public Object object() {
            return new Holder();
        }

        @GET
        @Path("holder-response")
        public Response response() {
            return Response.ok(List.of(new Holder()), MediaType.TEXT_PLAIN).build();
        }

        @GET
        @Path("holder-error")
        public String error() {
            throw new Wrong();
        }

        @GET
        @Path("holder-filter")
        @Produces(MediaType.TEXT_PLAIN)
        @Replaced
        public String replaced() {
            return "";
        }

        @GET
        @Path("holders")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.TEXT_PLAIN)
        public Multi<Holder> holders() {
            return Multi.createFrom().items(new Holder());
        }

        @GET
        @Path("multipart-text")
        @Produces(MediaType.MULTIPART_FORM_DATA)
        public MultipartFormDataOutput multipartText() {
            MultipartFormDataOutput form = new MultipartFormDataOutput();
            form.addFormData("photo", new Photo("/a.txt"), MediaType.TEXT_PLAIN_TYPE);
            return form;
        }

        @GET
        @Path("multipart-json")
        @Produces(MediaType.MULTIPART_FORM_DATA)
        public MultipartFormDataOutput multipartJson() {
            MultipartFormDataOutput form = new MultipartFormDataOutput();
            form.addFormData("photo", new Photo("/a.txt"), MediaType.APPLICATION_JSON_TYPE);
            form.addFormData("text", "text", MediaType.TEXT_PLAIN_TYPE);
            return form;
        }

        @GET
        @Path("buffered")
        @Buffered
        public Hand buffered() {
            return new Hand("/a.txt");
        }

        @GET
        @Path("hash")
        public Hashed hash() {
            return new Hashed("/a.txt");
        }

        @GET
        @Path("streaming")
        public StreamingOutput streaming() {
            return output -> mapper.writeValue(output, new Photo("/a.txt"));
        }

        @GET
        @Path("streaming-response")
        public Response streamingResponse() {
            return Response.ok(streaming()).build();
        }

        @GET
        @Path("streaming-late")
        public StreamingOutput late() {
            return output -> {
                output.write(new byte[100_000]);
                output.flush();
                mapper.writeValue(output, new Photo("https://elsewhere.example/a.txt"));
            };
        }

        @GET
        @Path("plain-streaming")
        @Produces(MediaType.TEXT_PLAIN)
        public StreamingOutput plainStreaming() {
            return output -> output.write("some text".getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @Path("text")
        @Produces(MediaType.TEXT_PLAIN)
        public Unsigned unsigned() {
            return new Unsigned();
        }

        @GET
        @Path("text-object")
        @Produces(MediaType.TEXT_PLAIN)
        public Object unsignedObject() {
            return new Unsigned();
        }

        @GET
        @Path("buffer")
        @Produces(MediaType.APPLICATION_OCTET_STREAM)
        public Object buffer() {
            return Buffer.buffer("some text");
        }
    }
}
