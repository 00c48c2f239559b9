package io.quarkiverse.cloudfront.signer.deployment.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * An application that reports failed signatures itself.
 */
@Tag("nightly")
class OwnExceptionMapperTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Mapper.class, CapturedLog.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void ownExceptionMapper_takesPrecedence() {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(given().get("/own/blocking").then().statusCode(503).extract().asString()).isEqualTo("later");
            assertThat(given().get("/own/uni").then().statusCode(503).extract().asString()).isEqualTo("later");
            assertThat(log.messages(Level.SEVERE)).isEmpty();
        }
    }

    @Provider
    public static class Mapper implements ExceptionMapper<CloudFrontSignerException> {

        @Override
        public Response toResponse(CloudFrontSignerException exception) {
            return Response.status(503).entity("later").build();
        }
    }

    @PermitAll
    @Path("/own")
    public static class Resource {

        @GET
        @Path("blocking")
        @SignedResource
        public String blocking() {
            return "no path";
        }

        @GET
        @Path("uni")
        @SignedResource(resource = "/*")
        public Uni<String> uni() {
            return Uni.createFrom().item("no path");
        }
    }
}
