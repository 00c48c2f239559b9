package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.jackson.JacksonMixin;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Quarkus's mapper with customizations of the application.
 */
@QuarkusTest
class CustomisedMapperTest {

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

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public interface SnakeCase {
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
            mapper.addMixIn(Photo.class, SnakeCase.class);
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
