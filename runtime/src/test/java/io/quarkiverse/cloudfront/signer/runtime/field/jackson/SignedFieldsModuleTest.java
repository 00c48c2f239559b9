package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;

class SignedFieldsModuleTest {

    public record Photo(String title, @SignedResource String url) {
    }

    public static class Bean {

        @SignedResource
        private String url = "/a.jpg";

        public String getUrl() {
            return url;
        }

        public void setUrl(String set) {
            url = set;
        }
    }

    public interface HasUrl {

        @SignedResource
        String getUrl();
    }

    public static final class Movie implements HasUrl {

        @Override
        public String getUrl() {
            return "/a.jpg";
        }
    }

    public record Named(@JsonProperty("href") @SignedResource String url) {
    }

    public record Many(@SignedResource List<String> list, @SignedResource Map<String, String> map,
            @SignedResource Optional<String> optional) {
    }

    public record Outer(@JsonUnwrapped(prefix = "photo-") Photo photo) {
    }

    public static final class Link {

        @JsonValue
        @SignedResource
        public String url = "/a.jpg";
    }

    public record Page<T>(List<T> items, Optional<T> first) {
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Sparse(@SignedResource String url, @SignedResource List<String> urls) {
    }

    public static class Hidden {

        public String title = "A";
        @SignedResource
        private String url = "/a.jpg";
        @JsonIgnore
        @SignedResource
        public String ignored = "/b.jpg";
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({ "title", "url" })
    public record Row(String title, @SignedResource String url) {
    }

    public record Typed(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.WRAPPER_ARRAY) @SignedResource String url) {
    }

    public record Node(@SignedResource String url, Node next) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @tools.jackson.databind.annotation.JsonNaming(tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Snake(@SignedResource String bigImage) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    public interface Shape {
    }

    public record Circle(@SignedResource String icon) implements Shape {
    }

    public interface HasIcon {
        @SignedResource
        URI icon();
    }

    public record App(URI icon) implements HasIcon {
    }

    public record Further(@SignedResource Set<URI> set, @SignedResource String[] array,
            @SignedResource List<List<String>> nested, @SignedResource URL url) {
    }

    public static class Open {

        @SignedResource
        public String url;
    }

    public static final class Created {

        private final String given;

        @JsonCreator
        Created(@JsonProperty("url") String url) {
            given = url;
        }

        @SignedResource
        public String getUrl() {
            return given;
        }
    }

    public static class Poster implements HasUrl {

        private String url;

        @Override
        public String getUrl() {
            return url;
        }

        public void setUrl(String set) {
            url = set;
        }
    }

    /** Only read and never written, because it does not have a getter. */
    public static class Frame {

        private Photo photo;

        public void setPhoto(Photo set) {
            photo = set;
        }
    }

    private FieldBodies bodies = TestFields.responding("/*", Photo.class);
    private ObjectMapper mapper;

    @BeforeEach
    void extendMapper() throws Exception {
        EventLoop.detect();
        mapper = extended(new ObjectMapper().registerModule(new Jdk8Module()));
    }

    /** As the application's producer returns it. */
    private ObjectMapper extended(ObjectMapper made) throws Exception {
        return (ObjectMapper) new ObjectMapperInterceptor(Stub.instance(bodies))
                .extend(Stub.of(InvocationContext.class, Map.of("proceed", none -> made)));
    }

    private String written(Object value) throws IOException {
        FieldWrite before = bodies.begin(new FieldWrite(bodies.signer(null, true)));
        try {
            return mapper.writeValueAsString(value).replaceAll("https://media.example.com(/[^?\"]*)\\?Policy=[^\"]*",
                    "$1 (signed)");
        } finally {
            bodies.begin(before);
        }
    }

    static Stream<Arguments> objects() {
        Photo photo = new Photo("A", "/a.jpg");
        return Stream.of(
                Arguments.of(photo, "{\"title\":\"A\",\"url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Bean(), "{\"url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Movie(), "{\"url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Named("/a.jpg"), "{\"href\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Many(List.of("/a.jpg", ""), Map.of("k", "/a.jpg"), Optional.of("/b.jpg")),
                        "{\"list\":[\"/a.jpg (signed)\",\"\"],\"map\":{\"k\":\"/a.jpg (signed)\"},\"optional\":\"/b.jpg (signed)\"}"),
                Arguments.of(new Many(null, null, Optional.empty()), "{\"list\":null,\"map\":null,\"optional\":null}"),
                Arguments.of(new Outer(photo), "{\"photo-title\":\"A\",\"photo-url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Link(), "\"/a.jpg (signed)\""),
                Arguments.of(Map.of("k", new Link()), "{\"k\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Page<>(List.of(photo), Optional.of(photo)),
                        "{\"items\":[{\"title\":\"A\",\"url\":\"/a.jpg (signed)\"}],\"first\":{\"title\":\"A\",\"url\":\"/a.jpg (signed)\"}}"),
                Arguments.of(new Sparse(null, List.of()), "{}"),
                Arguments.of(new Sparse("/a.jpg", null), "{\"url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Row("A", "/a.jpg"), "[\"A\",\"/a.jpg (signed)\"]"),
                Arguments.of(new Typed("/a.jpg"), "{\"url\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Hidden(), "{\"title\":\"A\"}"),
                Arguments.of(new Node("/a.jpg", new Node("/b.jpg", null)),
                        "{\"url\":\"/a.jpg (signed)\",\"next\":{\"url\":\"/b.jpg (signed)\",\"next\":null}}"),
                Arguments.of(new Snake("/a.jpg"), "{\"big_image\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Shape[] { new Circle("/a.jpg") }, "[{\"kind\":\"circle\",\"icon\":\"/a.jpg (signed)\"}]"),
                Arguments.of(new App(URI.create("/a.jpg")), "{\"icon\":\"/a.jpg (signed)\"}"),
                Arguments.of(new Further(Set.of(URI.create("/a.jpg")), new String[] { "/b.jpg" },
                        List.of(List.of("/c.jpg"), List.of()), null),
                        "{\"set\":[\"/a.jpg (signed)\"],\"array\":[\"/b.jpg (signed)\"],\"nested\":[[\"/c.jpg (signed)\"],[]],\"url\":null}"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void object_hasItsFieldsSigned(Object value, String json) throws IOException {
        assertThat(written(value)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectForAnythingElse_isPlain(Object value, String json) throws IOException {
        assertThat(mapper.writeValueAsString(value)).isEqualTo(json.replace(" (signed)", ""))
                .isEqualTo(new ObjectMapper().registerModule(new Jdk8Module()).writeValueAsString(value));
    }

    @Test
    void objectWhoseFieldIsNull_isReported() throws IOException {
        FieldWrite write = new FieldWrite(bodies.signer(null, true));
        FieldWrite before = bodies.begin(write);
        mapper.writeValueAsString(new Photo("A", null));
        bodies.begin(before);

        write.check(new Photo("A", null), () -> true);
    }

    @Test
    void arrayWhoseFieldIsNull_isReported() throws Exception {
        bodies = TestFields.responding("/*", Row.class);
        mapper = extended(new ObjectMapper());
        FieldWrite write = new FieldWrite(bodies.signer(null, true));
        FieldWrite before = bodies.begin(write);
        String json = mapper.writeValueAsString(new Row("A", null));
        bodies.begin(before);

        assertThat(json).isEqualTo("[\"A\",null]");
        write.check(new Row("A", null), () -> true);
    }

    @Test
    void failure_hasTheFieldAndItsPosition() {
        assertThatThrownBy(() -> written(Map.of("a b", List.of(new Photo("A", "x")))))
                .hasMessageContaining(Photo.class.getName() + "#url, which ")
                .hasMessageContaining("(at /*/0/url in the response)");
    }

    private Object read(String json, Type type) throws IOException {
        Boolean before = bodies.beginReading(true);
        try {
            return mapper.readValue(json, mapper.constructType(type));
        } finally {
            bodies.beginReading(before);
        }
    }

    @ParameterizedTest
    @MethodSource("sent")
    void signedUrlInARequest_isRefused(Type type, String json) throws IOException {
        String signed = json.replace("@", "/a.jpg?Expires=1&Signature=x&Key-Pair-Id=K");
        assertThatThrownBy(() -> read(signed, type)).hasMessageContaining("contains a signed URL");
        assertThat(read(json, type)).isNotNull();
        assertThat((Object) mapper.readValue(signed, mapper.constructType(type))).isNotNull();
    }

    static Stream<Arguments> sent() {
        return Stream.of(Arguments.of(Photo.class, "{\"title\":\"A\",\"url\":\"@\"}"),
                Arguments.of(Bean.class, "{\"url\":\"@\"}"), Arguments.of(Named.class, "{\"href\":\"@\"}"),
                Arguments.of(Many.class, "{\"list\":[\"@\"]}"), Arguments.of(Many.class, "{\"optional\":\"@\"}"),
                Arguments.of(Many.class, "{\"map\":{\"k\":\"@\"}}"), Arguments.of(Open.class, "{\"url\":\"@\"}"),
                Arguments.of(Created.class, "{\"url\":\"@\"}"), Arguments.of(Poster.class, "{\"url\":\"@\"}"),
                Arguments.of(Frame.class, "{\"photo\":{\"url\":\"@\"}}"),
                Arguments.of(new TypeReference<Page<Photo>>() {
                }.getType(),
                        "{\"items\":[{\"url\":\"/a.jpg\"},{\"url\":\"@\"}]}"),
                Arguments.of(Node.class, "{\"next\":{\"url\":\"@\"}}"));
    }

    /** As Quarkus does if there is a secured field. */
    @Test
    void mapperWithOtherIntrospector_signsFieldsToo() throws Exception {
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector());

        assertThat(written(new Photo("A", "/a.jpg"))).isEqualTo("{\"title\":\"A\",\"url\":\"/a.jpg (signed)\"}");
    }

    @Test
    void module_isRegisteredOnceByItsName() throws Exception {
        assertThat(extended(mapper).getRegisteredModuleIds()).contains(SignedFieldsModule.class.getName());
        InvocationContext other = Stub.of(InvocationContext.class, Map.of("proceed", none -> "no mapper"));
        assertThat(new ObjectMapperInterceptor(Stub.instance(bodies)).extend(other)).isEqualTo("no mapper");
    }

    @Test
    void failure_hasThePositionInTheResponse() {
        Link link = new Link();
        link.url = "no path";
        assertThatThrownBy(() -> written(link)).hasMessageContaining("(at / in the response)");
    }
}
