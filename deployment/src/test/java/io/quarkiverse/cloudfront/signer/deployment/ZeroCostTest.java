package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The overhead of a method without the annotation, in an application with annotated methods.
 */
class ZeroCostTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class, Annotated.class,
                    Neighbours.class, TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void annotatedMethod_isIntercepted() {
        assertThat(given().get("/annotated").then().statusCode(200).extract().asString()).contains("Signature=");
    }

    @Test
    void unannotatedMethodNextToAnAnnotatedOne_isNotIntercepted() {
        assertThat(given().get("/neighbours/unannotated").then().statusCode(200).extract().asString())
                .contains("Neighbours").doesNotContain("cloudfront.signer.runtime");
    }

    @PermitAll
    @Path("/annotated")
    @SignedResource
    public static class Annotated {

        @GET
        public String url() {
            return "/a.txt";
        }
    }

    @PermitAll
    @Path("/neighbours")
    public static class Neighbours {

        @GET
        @Path("annotated")
        @SignedResource
        public List<String> urls() {
            return List.of("/a.txt");
        }

        @GET
        @Path("unannotated")
        public String frames() {
            return Arrays.stream(Thread.currentThread().getStackTrace()).map(StackTraceElement::getClassName)
                    .collect(Collectors.joining("\n"));
        }
    }
}
