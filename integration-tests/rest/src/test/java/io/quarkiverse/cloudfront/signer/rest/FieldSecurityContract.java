package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.apache.http.ConnectionClosedException;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Who gets a response with signed fields.
 */
abstract class FieldSecurityContract {

    @ParameterizedTest
    @CsvSource({
            // path, anonymous, Alice, what Alice gets
            "typed, 401, 200, signed",
            "permitted, 200, 200, signed",
            "object, 401, 200, signed",
            "non-blocking-object, 401, 200, signed",
            "uni-of-object, 401, 200, signed",
            "multi-of-objects, 401, 200, signed",
            "response, 401, 200, signed",
            "error, 401, 409, signed",
            "envelope, 401, 200, signed",
            "permitted-object, 200, 200, signed",
            "plain-object, 200, 200, plain",
    })
    void response_perUser_isRejectedOrSigned(String path, int anonymous, int alice, String content) {
        assertAnswer(given(), path, anonymous, content);
        assertAnswer(given().auth().preemptive().basic("alice", "alice"), path, alice, content);
    }

    private static void assertAnswer(RequestSpecification request, String path, int status, String content) {
        io.restassured.response.Response answer = request.get("/open/" + path);
        assertThat(answer.statusCode()).as(path + answer.asString().substring(0, Math.min(2500, answer.asString().length())))
                .isEqualTo(status);
        String body = SignedUrls.marked(answer.asString());
        if (status == 401) {
            assertThat(body).isEmpty();
            assertThat(answer.header("WWW-Authenticate")).startsWith("basic");
        } else {
            assertThat(body).contains(content);
        }
    }

    /**
     * The headers have already been sent when an event turns out to be private, so the connection is closed.
     */
    @Test
    void eventsForAnonymousCallers_breakOff() {
        assertThatThrownBy(() -> given().get("/open/events").asString()).isInstanceOf(ConnectionClosedException.class);
        assertThat(SignedUrls.marked(given().auth().preemptive().basic("alice", "alice").get("/open/events").asString()))
                .isEqualTo("data:{\"image\":\"/a.txt (signed)\"}\n\ndata:{\"image\":\"/a.txt (signed)\"}\n\n");
    }

    public record Photo(@SignedResource URI image) {
    }

    public record Plain(String text) {
    }

    public static class Envelope {
        public Object content = photo();
    }

    static Photo photo() {
        return new Photo(URI.create("/a.txt"));
    }

    @Path("/open")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        @GET
        @Path("typed")
        public Photo typed() {
            return photo();
        }

        @GET
        @Path("permitted")
        @PermitAll
        public Photo permitted() {
            return photo();
        }

        @GET
        @Path("object")
        public Object object() {
            return photo();
        }

        @GET
        @Path("non-blocking-object")
        @NonBlocking
        public Object nonBlockingObject() {
            return photo();
        }

        @GET
        @Path("uni-of-object")
        public Uni<Object> uniOfObject() {
            return Uni.createFrom().item(List.of("x", photo()));
        }

        @GET
        @Path("multi-of-objects")
        public Multi<Object> multiOfObjects() {
            return Multi.createFrom().items(photo(), photo());
        }

        @GET
        @Path("events")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<Object> events() {
            return Multi.createFrom().items(photo(), photo());
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.ok(photo()).build();
        }

        @GET
        @Path("error")
        public Response error() {
            return Response.status(409).entity(photo()).build();
        }

        @GET
        @Path("envelope")
        public Envelope envelope() {
            return new Envelope();
        }

        @GET
        @Path("permitted-object")
        @PermitAll
        public Object permittedObject() {
            return photo();
        }

        @GET
        @Path("plain-object")
        public Object plainObject() {
            return new Plain("plain");
        }
    }
}
