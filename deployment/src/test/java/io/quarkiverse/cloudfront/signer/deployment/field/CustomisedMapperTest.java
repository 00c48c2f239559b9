package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.jackson.JacksonMixin;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Quarkus's mapper with customizations of the application.
 */
@Tag("nightly")
class CustomisedMapperTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Resource.class, Photo.class, Mixed.class, Mixin.class, Customizer.class,
                            SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void mapperCustomizer_isAppliedToSignedFields() {
        assertThat(SignedUrls.marked(given().get("/customised").asString())).isEqualTo("{\"big_image\":\"/a.txt (signed)\"}");
    }

    @Test
    void mixinWithSerializer_doesNotReplaceTheSignature() {
        assertThat(SignedUrls.marked(given().get("/customised/mixed").asString())).isEqualTo("{\"url\":\"/a.txt (signed)\"}");
    }

    public record Photo(@SignedResource String bigImage) {
    }

    public static class Mixed {
        @SignedResource
        public String url = "/a.txt";
    }

    @JacksonMixin(Mixed.class)
    public abstract static class Mixin {
        @JsonSerialize(using = ToStringSerializer.class)
        public String url;
    }

    @Singleton
    public static class Customizer implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        }
    }

    @PermitAll
    @Path("/customised")
    public static class Resource {

        @GET
        public Photo photo() {
            return new Photo("/a.txt");
        }

        @GET
        @Path("mixed")
        public Mixed mixed() {
            return new Mixed();
        }
    }
}
