package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.Test;

/**
 * A REST method without the annotation runs through no code of the extension, wherever else the annotation stands. The
 * applications that do and do not have it compare their handler chains through a system property.
 */
abstract class ZeroCostContract {

    private static final String PACKAGE = "io.quarkiverse.cloudfront.signer.runtime";

    @Test
    void theHandlerChainIsTheSameWithAndWithoutTheAnnotationElsewhere() {
        String handlers = withoutFilterForFields(
                given().get("/unannotated/handlers").then().statusCode(200).extract().asString());
        assertThat(handlers).contains("InvocationHandler").doesNotContain("cloudfront");
        String other = System.getProperties().putIfAbsent("handlers of an unannotated method", handlers) == null ? handlers
                : System.getProperty("handlers of an unannotated method");
        assertThat(handlers).isEqualTo(other);
    }

    /**
     * The handlers without the one that an application has for its signed fields.
     */
    String withoutFilterForFields(String handlers) {
        return handlers;
    }

    @Test
    void noInterceptorIsOnTheWay() {
        List<String> frames = given().get("/unannotated/frames").then().statusCode(200).extract().jsonPath().getList("$");
        assertThat(frames).noneMatch(frame -> frame.startsWith(PACKAGE));
        assertThat(given().get("/unannotated/class").then().statusCode(200).extract().asString())
                .isEqualTo(Unannotated.class.getName());
    }

    @Test
    void noHeaderIsAdded() {
        assertThat(given().get("/unannotated/class").headers().asList()).extracting(io.restassured.http.Header::getName)
                .containsExactlyInAnyOrder("Content-Type", "content-length");
    }

    @Path("/unannotated")
    public static class Unannotated {

        @GET
        @Path("handlers")
        public String handlers() {
            List<String> names = new ArrayList<>();
            for (ServerRestHandler handler : CurrentRequestManager.get().getHandlers()) {
                names.add(handler.getClass().getName());
            }
            return String.join("\n", names);
        }

        @GET
        @Path("frames")
        public List<String> frames() {
            return Arrays.stream(Thread.currentThread().getStackTrace()).map(StackTraceElement::getClassName).toList();
        }

        @GET
        @Path("class")
        public String className() {
            return getClass().getName();
        }
    }
}
