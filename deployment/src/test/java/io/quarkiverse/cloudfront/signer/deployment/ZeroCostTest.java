package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * The overhead of a method without the annotation, in an application with annotated methods and fields, and code that looks
 * like a mistake and is not.
 */
class ZeroCostTest extends ZeroCostContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ZeroCostContract.class, Unannotated.class, Annotated.class,
                    Neighbours.class, Photos.class, Photo.class, Plain.class, Pictures.class, Unused.class, UnusedToo.class,
                    SignedUrls.class, TestOrigin.class))
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

    @Test
    void responseWithoutSignedFields_isNotHandled() {
        assertThat(given().get("/photos").then().statusCode(200).extract().<String> path("url"))
                .contains("FieldHandler", "Signature=");
        assertThat(given().get("/photos/plain").then().statusCode(200).extract().<String> path("url"))
                .contains("InvocationHandler").doesNotContain("Field");
    }

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

    public record Photo(@SignedResource String url) {
    }

    public record Plain(String url) {
    }

    @PermitAll
    @Path("/photos")
    public static class Photos {

        @GET
        public Photo photo() {
            return new Photo("/" + handlers());
        }

        @GET
        @Path("plain")
        public Plain plain() {
            return new Plain(handlers());
        }

        private static String handlers() {
            return Arrays.stream(CurrentRequestManager.get().getHandlers()).map(handler -> handler.getClass().getSimpleName())
                    .collect(Collectors.joining("-"));
        }
    }

    @Path("/pictures")
    @PermitAll
    @SignedResource(resource = "/*")
    public static class Pictures {

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
