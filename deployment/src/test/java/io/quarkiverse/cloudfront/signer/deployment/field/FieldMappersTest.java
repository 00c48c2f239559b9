package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A mapper of the application that Quarkus does not know, and another one for some classes.
 */
@Tag("nightly")
class FieldMappersTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Photo.class, Resolved.class, Mappers.class,
                    Resolver.class, SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Inject
    ObjectMapper mapper;

    @Test
    void producedMapper_signsFields() {
        assertThat(SignedUrls.marked(given().get("/mappers/produced").asString()))
                .isEqualTo("{\"bigImage\":\"/a.txt (signed)\"}".replace("bigImage", "big-image"));
    }

    @Test
    void contextResolver_signsFields() {
        assertThat(SignedUrls.marked(given().get("/mappers/resolved").asString()))
                .isEqualTo("{\"BIG_IMAGE\":\"/a.txt (signed)\"}");
    }

    @Test
    void ownUse_writesUnsignedUrls() throws Exception {
        assertThat(mapper.writeValueAsString(new Photo())).isEqualTo("{\"big-image\":\"/a.txt\"}");
        assertThat(given().get("/mappers/own-use").asString()).isEqualTo("{\"big-image\":\"/a.txt\"}");
    }

    public static class Photo {
        @SignedResource
        private String bigImage = "/a.txt";

        public String getBigImage() {
            return bigImage;
        }
    }

    public record Resolved(@SignedResource String bigImage) {
    }

    public static class Mappers {

        @Produces
        @Singleton
        ObjectMapper mapper() {
            return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                    .disable(MapperFeature.INFER_PROPERTY_MUTATORS)
                    .build();
        }
    }

    @Provider
    public static class Resolver implements ContextResolver<ObjectMapper> {

        private final ObjectMapper other = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE).build();

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return type == Resolved.class ? other : null;
        }
    }

    @PermitAll
    @Path("/mappers")
    public static class Resource {

        private final ObjectMapper mapper;

        Resource(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @GET
        @Path("produced")
        public Photo produced() {
            return new Photo();
        }

        @GET
        @Path("resolved")
        public Resolved resolved() {
            return new Resolved("/a.txt");
        }

        @GET
        @Path("own-use")
        public String ownUse() throws Exception {
            return mapper.writeValueAsString(new Photo());
        }
    }
}
