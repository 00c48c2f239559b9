package io.quarkiverse.cloudfront.signer.deployment.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A {@code Jsonb} that the application produces, whose configuration is unknown.
 */
@Tag("nightly")
class ProducedJsonbTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ProducedJsonbTest.class.getDeclaredClasses())
                    .addClasses(CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest-jsonb",
                    System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void serializerOfAnotherConfiguration_failsTheResponse() {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/produced");
            assertThat(answer.asString()).doesNotContain("a.txt");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("does not sign fields with @SignedResource");
        }
    }

    public interface HasLink {
        String link();
    }

    public static class Photo implements HasLink {
        @SignedResource
        public String url = "/a.txt";

        @Override
        public String link() {
            return url;
        }
    }

    public static class LinkSerializer implements JsonbSerializer<HasLink> {
        @Override
        public void serialize(HasLink value, JsonGenerator generator, SerializationContext context) {
            generator.write(value.link());
        }
    }

    @Singleton
    public static class Producer {
        @Produces
        @Singleton
        Jsonb jsonb(JsonbConfig unused) {
            return JsonbBuilder.create(new JsonbConfig().withSerializers(new LinkSerializer()));
        }
    }

    @PermitAll
    @Path("/produced")
    @jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
    public static class Resource {
        @GET
        public Photo photo() {
            return new Photo();
        }
    }
}
