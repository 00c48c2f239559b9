package io.quarkiverse.cloudfront.signer.frameworks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.jsonb.JsonbConfigCustomizer;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Serializers and adapters of the application with JSON-B, which do not sign fields.
 */
@Tag("nightly")
class UnknownJsonbWriterTest {

    private static final String VERSION = System.getProperty("version.quarkus");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(UnknownJsonbWriterTest.class.getDeclaredClasses()))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest-jsonb", VERSION),
                    Dependency.of("io.quarkus", "quarkus-hal", VERSION),
                    Dependency.of("io.quarkus", "quarkus-rest-links", VERSION)))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    Jsonb jsonb;

    @ParameterizedTest
    @ValueSource(strings = { "configured", "configured-list", "by-class", "by-field", "by-getter", "computed" })
    void unknownSerializer_failsTheResponse(String method) {
        assertRefused("/jsonb/" + method, "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "photo", "photos" })
    void hal_failsTheResponse(String method) {
        assertRefused("/jsonb/" + method, "application/hal+json");
        assertThat(SignedUrls.marked(given().accept("application/json").get("/jsonb/" + method).asString()))
                .contains("\"picture_url\":\"/a.txt (signed)\"");
    }

    private static void assertRefused(String path, String accept) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().accept(accept).get(path);
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("does not sign fields with @SignedResource").doesNotContain("a.txt");
        }
    }

    @Test
    void computedObject_isSigned() {
        assertThat(SignedUrls.marked(given().get("/jsonb/computed-properties").asString()))
                .isEqualTo("{\"photo\":{\"picture_url\":\"/a.txt (signed)\"}}");
    }

    @Test
    void adapterOfValuesWithoutSignedFields_isUsed() {
        assertThat(SignedUrls.marked(given().get("/jsonb/priced").asString()))
                .contains("\"price\":\"3 EUR\"", "\"url\":\"/a.txt (signed)\"");
    }

    @Test
    void ownUse_isNotChecked() {
        assertThat(jsonb.toJson(new Titled())).isEqualTo("\"/a.txt\"");
    }

    public interface HasTitle {
        String title();
    }

    public static class Titled implements HasTitle {
        @SignedResource
        public String url = "/a.txt";

        @Override
        public String title() {
            return url;
        }
    }

    public static class TitledSerializer implements JsonbSerializer<HasTitle> {
        @Override
        public void serialize(HasTitle value, JsonGenerator generator, SerializationContext context) {
            generator.write(value.title());
        }
    }

    public static class Photo {
        @SignedResource
        @JsonbProperty("picture_url")
        public String url = "/a.txt";
    }

    @JsonbTypeSerializer(ByClassSerializer.class)
    public static class ByClass {
        public Photo photo = new Photo();
    }

    public static class ByClassSerializer implements JsonbSerializer<ByClass> {
        @Override
        public void serialize(ByClass value, JsonGenerator generator, SerializationContext context) {
            generator.write(value.photo.url);
        }
    }

    public static class ByField {
        @JsonbTypeAdapter(AnyAdapter.class)
        public Object photo = new Photo();
    }

    public static class AnyAdapter implements JsonbAdapter<Object, String> {
        @Override
        public String adaptToJson(Object value) {
            return ((Photo) value).url;
        }

        @Override
        public Object adaptFromJson(String value) {
            return value;
        }
    }

    public record Money(int amount) {
    }

    public static class MoneyAdapter implements JsonbAdapter<Money, String> {
        @Override
        public String adaptToJson(Money money) {
            return money.amount() + " EUR";
        }

        @Override
        public Money adaptFromJson(String value) {
            return new Money(0);
        }
    }

    public static class Priced {
        @SignedResource
        public String url = "/a.txt";
        @JsonbTypeAdapter(MoneyAdapter.class)
        public Money price = new Money(3);
    }

    @Singleton
    public static class Customizer implements JsonbConfigCustomizer {
        @Override
        public void customize(JsonbConfig config) {
            config.withSerializers(new TitledSerializer(), new ComputedSerializer());
        }
    }

    /** No field contains the value that the getter returns. */
    public static class ByGetter {
        @JsonbTypeAdapter(AnyAdapter.class)
        public Object getPhoto() {
            return new Photo();
        }
    }

    public static class Computed {
        public Photo getPhoto() {
            return new Photo();
        }
    }

    public static class ComputedProperties {
        public Photo getPhoto() {
            return new Photo();
        }
    }

    public static class ComputedSerializer implements JsonbSerializer<Computed> {
        @Override
        public void serialize(Computed computed, JsonGenerator generator, SerializationContext context) {
            generator.write(computed.getPhoto().url);
        }
    }

    @PermitAll
    @Path("/jsonb")
    @Produces({ MediaType.APPLICATION_JSON, "application/hal+json" })
    public static class Resource {

        @GET
        @Path("configured")
        public Titled configured() {
            return new Titled();
        }

        @GET
        @Path("configured-list")
        public List<Titled> configuredList() {
            return List.of(new Titled());
        }

        @GET
        @Path("by-class")
        public ByClass byClass() {
            return new ByClass();
        }

        @GET
        @Path("by-field")
        public Object byField() {
            return List.of(new ByField(), new Photo());
        }

        @GET
        @Path("by-getter")
        public ByGetter byGetter() {
            return new ByGetter();
        }

        @GET
        @Path("computed")
        public Computed computed() {
            return new Computed();
        }

        @GET
        @Path("computed-properties")
        public ComputedProperties computedProperties() {
            return new ComputedProperties();
        }

        @GET
        @Path("photo")
        public Photo photo() {
            return new Photo();
        }

        @GET
        @Path("photos")
        public List<Photo> photos() {
            return List.of(new Photo());
        }

        @GET
        @Path("priced")
        public Priced priced() {
            return new Priced();
        }
    }
}
