package io.quarkiverse.cloudfront.signer.deployment.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerator;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonAppend;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.Annotations;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.jackson.JacksonMixin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Configurations of Jackson that make it read a signed field without the field's serializer.
 */
@Tag("nightly")
class BypassedSerializerTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(nested()).addClasses(CapturedLog.class, SignedUrls.class,
                    TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    private static Class<?>[] nested() {
        return BypassedSerializerTest.class.getDeclaredClasses();
    }

    @ParameterizedTest
    @ValueSource(strings = { "id-renamed", "id-above", "id-of-property", "id-own-generator", "value", "values",
            "no-annotations", "virtual", "type-id", "type-id-of-property", "any-getter", "type-id-mixin" })
    void signedFieldThatIsReadPastItsSerializer_failsTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/bypassed/" + method);
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("does not sign fields with @SignedResource").doesNotContain("a.txt");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "id-unsigned | [{\"id\":7,\"url\":\"/a.txt (signed)\"},7]",
            "id-numbers | [{\"@id\":1,\"url\":\"/a.txt (signed)\"},1]",
            "field-only | {\"url\":\"/a.txt (signed)\"}",
            "hidden | {\"url\":\"/a.txt (signed)\"}" })
    void signedField_isSigned(String method, String expected) {
        assertThat(SignedUrls.marked(given().get("/bypassed/" + method).asString())).isEqualTo(expected);
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "link")
    public static class Renamed {
        @SignedResource
        @JsonProperty("link")
        public String url = "/a.txt";
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "url")
    public abstract static class Above {
        public int number = 2;
    }

    public static class Below extends Above {
        @SignedResource
        public String url = "/a.txt";
    }

    public static class Photo {
        @SignedResource
        public String url = "/a.txt";
    }

    public static class IdOfProperty {
        @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "url")
        public Photo first = new Photo();
        @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "url")
        public Photo second = first;
    }

    @JsonIdentityInfo(generator = OwnGenerator.class)
    public static class OwnId {
        @SignedResource
        public String url = "/a.txt";
    }

    public static class OwnGenerator extends ObjectIdGenerator<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public Class<?> getScope() {
            return Object.class;
        }

        @Override
        public boolean canUseFor(ObjectIdGenerator<?> other) {
            return other instanceof OwnGenerator;
        }

        @Override
        public ObjectIdGenerator<String> forScope(Class<?> scope) {
            return this;
        }

        @Override
        public ObjectIdGenerator<String> newForSerialization(Object context) {
            return this;
        }

        @Override
        public IdKey key(Object key) {
            return new IdKey(getClass(), null, key);
        }

        @Override
        public String generateId(Object bean) {
            return "id " + ((OwnId) bean).url;
        }
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    public static class UnsignedId {
        public int id = 7;
        @SignedResource
        public String url = "/a.txt";
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
    public static class Numbered {
        @SignedResource
        public String url = "/a.txt";
    }

    public record Value(@JsonValue @SignedResource String url) {
    }

    @JacksonMixin(Value.class)
    public interface ValueMixin {
        @JsonSerialize(using = ToStringSerializer.class)
        String url();
    }

    public static class NoAnnotations {
        @SignedResource
        public String url = "/a.txt";
    }

    public static class FieldOnly {
        private String url = "/a.txt";

        @SignedResource
        public String getUrl() {
            return url;
        }
    }

    @Provider
    public static class Mappers implements ContextResolver<ObjectMapper> {

        private final ObjectMapper withoutAnnotations = new ObjectMapper().configure(MapperFeature.USE_ANNOTATIONS, false);
        private final ObjectMapper ofFields = new ObjectMapper()
                .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return type == NoAnnotations.class ? withoutAnnotations : type == FieldOnly.class ? ofFields : null;
        }
    }

    @JsonAppend(props = @JsonAppend.Prop(value = Virtual.class, name = "virtual", type = String.class))
    public record Appended(@SignedResource String url) {
    }

    public static class Virtual extends VirtualBeanPropertyWriter {

        private static final long serialVersionUID = 1L;

        public Virtual() {
        }

        private Virtual(BeanPropertyDefinition definition, Annotations annotations, JavaType type) {
            super(definition, annotations, type);
        }

        @Override
        protected Object value(Object bean, JsonGenerator generator, SerializerProvider provider) {
            return "virtual " + ((Appended) bean).url();
        }

        @Override
        public VirtualBeanPropertyWriter withConfig(MapperConfig<?> config, AnnotatedClass declaringClass,
                BeanPropertyDefinition definition, JavaType type) {
            return new Virtual(definition, null, type);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "type")
    @JsonTypeIdResolver(Resolver.class)
    public record Typed(@SignedResource String url) {
    }

    public static class TypedByProperty {
        @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "type")
        @JsonTypeIdResolver(Resolver.class)
        public List<Photo> photos = List.of(new Photo());
    }

    public static class Resolver extends TypeIdResolverBase {
        @Override
        public String idFromValue(Object value) {
            return "id " + (value instanceof Typed typed ? typed.url() : ((Photo) value).url);
        }

        @Override
        public String idFromValueAndType(Object value, Class<?> type) {
            return idFromValue(value);
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }
    }

    public static class Any {
        private final Map<String, String> urls = Map.of("k", "/a.txt");

        @SignedResource
        public Map<String, String> getUrls() {
            return urls;
        }
    }

    @JacksonMixin(Any.class)
    public interface AnyMixin {
        @JsonAnyGetter
        Map<String, String> getUrls();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    public static class NamedByField {
        @SignedResource
        public String url = "/a.txt";
        public int number = 3;
    }

    @JacksonMixin(NamedByField.class)
    public abstract static class NamedMixin {
        @JsonTypeId
        public String url;
    }

    public static class Hidden {
        @SignedResource
        public String url = "/hidden.txt";
    }

    public static class Hiding extends Hidden {
        @SuppressWarnings("hiding")
        public String url = "/a.txt";
    }

    @PermitAll
    @Path("/bypassed")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private static <T> List<T> twice(T object) {
            return List.of(object, object);
        }

        @GET
        @Path("id-renamed")
        public List<Renamed> renamed() {
            return twice(new Renamed());
        }

        @GET
        @Path("id-above")
        public List<Above> above() {
            return twice(new Below());
        }

        @GET
        @Path("id-of-property")
        public IdOfProperty idOfProperty() {
            return new IdOfProperty();
        }

        @GET
        @Path("id-own-generator")
        public OwnId ownGenerator() {
            return new OwnId();
        }

        @GET
        @Path("id-unsigned")
        public List<UnsignedId> unsignedId() {
            return twice(new UnsignedId());
        }

        @GET
        @Path("id-numbers")
        public List<Numbered> numbers() {
            return twice(new Numbered());
        }

        @GET
        @Path("value")
        public Value value() {
            return new Value("/a.txt");
        }

        @GET
        @Path("values")
        public List<Value> values() {
            return List.of(new Value("/a.txt"));
        }

        @GET
        @Path("no-annotations")
        public NoAnnotations noAnnotations() {
            return new NoAnnotations();
        }

        @GET
        @Path("field-only")
        public FieldOnly fieldOnly() {
            return new FieldOnly();
        }

        @GET
        @Path("virtual")
        public Appended virtual() {
            return new Appended("/a.txt");
        }

        @GET
        @Path("type-id")
        public Typed typed() {
            return new Typed("/a.txt");
        }

        @GET
        @Path("type-id-of-property")
        public TypedByProperty typedByProperty() {
            return new TypedByProperty();
        }

        @GET
        @Path("any-getter")
        public Any any() {
            return new Any();
        }

        @GET
        @Path("type-id-mixin")
        public NamedByField named() {
            return new NamedByField();
        }

        @GET
        @Path("hidden")
        public Hidden hidden() {
            return new Hiding();
        }
    }
}
