package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * If a field cannot be signed, the request fails before any byte of the body is sent.
 */
@QuarkusTest
class FieldFailuresTest {

    private static final String FOREIGN = "https://elsewhere.example/secret.txt?t0ken=1";

    @ParameterizedTest
    @ValueSource(strings = { "list", "grantedUni" })
    void unsignableUrlInALongList_failsTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            io.restassured.response.Response answer = given().get("/closed-fields/" + method);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).isEmpty();
            assertThat(answer.header("Cache-Control")).isIn(null, "private, no-cache");
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .contains("FieldFailuresTest$Photo#image, which "
                            + "io.quarkiverse.cloudfront.signer.rest.FieldFailuresTest$Resource#" + method
                            + " returns: ",
                            "Cannot sign", "(at /899/image in the response)");
            assertThat(log.text()).doesNotContain("t0ken", "Signature=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "multi", "events" })
    void unsignableFirstItem_isNotSent(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(body(method)).isEmpty();
            assertThat(log.messages(Level.SEVERE)).hasSize(1);
            assertThat(log.text()).contains("#" + method + " returns: ").doesNotContain("t0ken", "Signature=");
        }
    }

    /** Such an object was not returned by a method, so nobody has decided for whom to sign its fields. */
    @ParameterizedTest
    @ValueSource(strings = { "mapped", "async", "filtered" })
    void fieldsOutsideOfAReturnValue_arePlain(String method) {
        assertThat(given().get("/closed-fields/" + method).asString()).isEqualTo("{\"image\":\"/a.txt\"}");
    }

    /**
     * The content that has arrived before the connection was closed.
     */
    private static String body(String method) {
        HttpRequest request = HttpRequest.newBuilder(Requests.uri("/closed-fields/" + method))
                .version(HttpClient.Version.HTTP_1_1).build();
        StringBuilder body = new StringBuilder();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArrayConsumer(
                    bytes -> bytes.ifPresent(some -> body.append(new String(some, StandardCharsets.UTF_8)))));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("chunked transfer encoding");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return body.toString();
    }

    @Test
    void fieldsInAnEventSink_arePlain() {
        assertThat(given().get("/closed-fields/sink").asString()).contains("{\"image\":\"/a.txt\"}", "sent: true");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "textEvents" })
    void fieldsInOtherThanJson_failTheResponse(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThat(body(method)).doesNotContain("a.txt");
            assertThat(log.text()).contains("#" + method + ": it returns an object whose fields have @SignedResource, but "
                    + "fields are signed in JSON only. Have the method produce JSON");
        }
    }

    public record Photo(@SignedResource String image) {
    }

    public static class Conflict extends RuntimeException {
    }

    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Filtered {
    }

    public static class Mappers {

        @ServerExceptionMapper
        public Response map(Conflict conflict) {
            return Response.status(409).type(MediaType.APPLICATION_JSON).entity(new Photo("/a.txt")).build();
        }

        @Filtered
        @ServerResponseFilter
        public void filter(ContainerResponseContext response) {
            if ("unbound".equals(response.getEntity())) {
                response.setEntity(new Photo("/a.txt"), null, MediaType.APPLICATION_JSON_TYPE);
            }
        }
    }

    @PermitAll
    @Path("/closed-fields")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Resource {

        private static List<Photo> photos() {
            List<Photo> photos = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                photos.add(new Photo(i == 899 ? FOREIGN : "/granted/a.txt"));
            }
            return photos;
        }

        @GET
        @Path("list")
        public List<Photo> list() {
            return photos();
        }

        @GET
        @Path("grantedUni")
        @SignedResource(resource = "/granted/*")
        public Uni<List<Photo>> grantedUni() {
            return Uni.createFrom().item(photos());
        }

        @GET
        @Path("multi")
        public Multi<Photo> multi() {
            return Multi.createFrom().items(new Photo(FOREIGN), new Photo("/a.txt"));
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<Photo> events() {
            return Multi.createFrom().items(new Photo(FOREIGN), new Photo("/a.txt"));
        }

        @GET
        @Path("mapped")
        public Photo mapped() {
            throw new Conflict();
        }

        @GET
        @Path("async")
        public void async(@Suspended AsyncResponse response) {
            response.resume(new Photo("/a.txt"));
        }

        @GET
        @Filtered
        @Path("filtered")
        public String filtered() {
            return "unbound";
        }

        @GET
        @Path("sink")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void sink(@Context SseEventSink sink, @Context Sse sse) {
            sink.send(sse.newEventBuilder().mediaType(MediaType.APPLICATION_JSON_TYPE).data(new Photo("/a.txt")).build())
                    .handle((sent, failure) -> {
                        sink.send(sse.newEvent("sent: " + (failure == null)));
                        sink.close();
                        return null;
                    });
        }

        @GET
        @Path("text")
        @Produces(MediaType.TEXT_PLAIN)
        public Object text() {
            return new Photo("/a.txt");
        }

        @GET
        @Path("textEvents")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<OutboundSseEvent> textEvents(@Context Sse sse) {
            return Multi.createFrom().item(sse.newEventBuilder().mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(new Photo("/a.txt")).build());
        }
    }
}
