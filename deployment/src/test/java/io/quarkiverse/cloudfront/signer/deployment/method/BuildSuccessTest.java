package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Code that looks like a mistake and is not.
 */
class BuildSuccessTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Unused.class, UnusedToo.class, SignedUrls.class,
                    TestOrigin.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void voidMethodOfAnAnnotatedClass_isCalledAsItIs() {
        given().delete("/pictures").then().statusCode(204);
        given().put("/pictures").then().statusCode(204);
    }

    @Test
    void otherMethodsOfAnAnnotatedClass_areSigned() {
        String url = given().get("/pictures").then().statusCode(200).extract().asString();
        assertThat(SignedUrls.resource(url)).endsWith("/*");
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Path("/pictures")
    @PermitAll
    @SignedResource(resource = "/*")
    public static class Resource {

        private String url;

        @PostConstruct
        void prepare() {
            url = "/a.txt";
        }

        @GET
        public String url() {
            return prefixed(url);
        }

        @DELETE
        public void delete() {
            url = "/a.txt";
        }

        @PUT
        public Uni<Void> put() {
            return Uni.createFrom().voidItem();
        }

        private String prefixed(String name) {
            return joined("", name);
        }

        static String joined(String prefix, String name) {
            return prefix + name;
        }
    }

    /** Arc removes the bean, and with it the method that cannot be signed. */
    @ApplicationScoped
    public static class Unused {

        @SignedResource
        String url() {
            return "/a.txt";
        }
    }

    @ApplicationScoped
    @SignedResource
    public static class UnusedToo {

        int number() {
            return 7;
        }
    }
}
