package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.ZeroCostContract;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The overhead of a method that does not return signed fields, in an application with methods that do.
 */
@Tag("nightly")
class FieldsZeroCostTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class, Resource.class, Photo.class,
                    Plain.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void responsesWithoutSignedFields_areNotHandled() {
        assertThat(given().get("/carrying").then().statusCode(200).extract().<String> path("url"))
                .contains("FieldHandler", "Signature=");
        assertThat(given().get("/carrying/plain").then().statusCode(200).extract().<String> path("url"))
                .contains("InvocationHandler").doesNotContain("Field");
    }

    public record Photo(@SignedResource String url) {
    }

    public record Plain(String url) {
    }

    private static String handlers() {
        StringBuilder names = new StringBuilder();
        for (ServerRestHandler handler : CurrentRequestManager.get().getHandlers()) {
            names.append('-').append(handler.getClass().getSimpleName());
        }
        return names.toString();
    }

    @PermitAll
    @Path("/carrying")
    public static class Resource {

        @GET
        public Photo photo() {
            return new Photo("/" + handlers());
        }

        @GET
        @Path("plain")
        public Plain plain() {
            return new Plain(handlers());
        }
    }
}
