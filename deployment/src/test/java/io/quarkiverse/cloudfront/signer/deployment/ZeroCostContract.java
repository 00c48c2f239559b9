package io.quarkiverse.cloudfront.signer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ResourceResponseFilterHandler;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.Test;

/**
 * A REST method without the annotation does not run any code of the extension, even if other methods are annotated.
 */
public abstract class ZeroCostContract {

    private static final String PACKAGE = "io.quarkiverse.cloudfront.signer.runtime";

    @Test
    void unannotatedMethod_hasNoHandlerOfTheExtension() {
        List<String> handlers = given().get("/unannotated/handlers").then().statusCode(200).extract().jsonPath().getList("$");
        assertThat(handlers).anyMatch(handler -> handler.endsWith(".InvocationHandler"))
                .filteredOn(handler -> handler.startsWith(PACKAGE)).isEmpty();
    }

    @Test
    void unannotatedMethod_isNotIntercepted() {
        List<String> frames = given().get("/unannotated/frames").then().statusCode(200).extract().jsonPath().getList("$");
        assertThat(frames).noneMatch(frame -> frame.startsWith(PACKAGE));
        assertThat(given().get("/unannotated/class").then().statusCode(200).extract().asString())
                .isEqualTo(Unannotated.class.getName());
    }

    @Test
    void unannotatedMethod_addsNoHeader() {
        assertThat(given().get("/unannotated/class").headers().asList()).extracting(io.restassured.http.Header::getName)
                .containsExactlyInAnyOrder("Content-Type", "content-length");
    }

    @Path("/unannotated")
    public static class Unannotated {

        /** Filters are part of Quarkus's handlers. */
        @GET
        @Path("handlers")
        public List<String> handlers() throws ReflectiveOperationException {
            List<String> names = new ArrayList<>();
            for (ServerRestHandler handler : CurrentRequestManager.get().getHandlers()) {
                names.add(handler.getClass().getName());
                if (handler instanceof ResourceResponseFilterHandler) {
                    Field filter = ResourceResponseFilterHandler.class.getDeclaredField("filter");
                    filter.setAccessible(true);
                    names.add(filter.get(handler).getClass().getName());
                }
            }
            return names;
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
