package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Signed cookies for streams whose signature of a remote key comes late. The event loop has one thread, so if code blocks it,
 * the whole test stops.
 */
@QuarkusTest
class LateCookiesTest {

    @SignerName("late")
    LateKey key;

    @BeforeEach
    void slowDown() {
        key.slowDown();
    }

    @ParameterizedTest
    @ValueSource(strings = { "lines", "array", "blocking-lines", "blocking-events", "blocking-rest-multi", "sink",
            "uni-with-response" })
    void lateSignature_isAwaited(String path) throws Exception {
        CompletableFuture<HttpResponse<String>> answer = Requests.sendAsync("/late/" + path);
        key.awaitCall();
        assertThat(answer).isNotDone();
        key.release();

        HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Requests.signedCookies(response)).hasSize(4);
        assertThat(response.body()).contains("first", "second");
    }

    @Test
    void restMulti_keepsItsHeadersAndStatus() throws Exception {
        key.release();

        for (String path : List.of("rest-multi", "blocking-rest-multi")) {
            HttpResponse<String> response = Requests.sendAsync("/late/" + path).get(60, TimeUnit.SECONDS);

            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("X-Own")).as(path).contains("1");
            assertThat(Requests.signedCookies(response)).as(path).hasSize(4);
            assertThat(response.body()).as(path).contains("first", "second");
        }
    }

    @Test
    void restMulti_withLateSignatureOnEventLoop_fails() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            HttpResponse<String> response = Requests.sendAsync("/late/rest-multi").get(60, TimeUnit.SECONDS);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(Requests.signedCookies(response)).isEmpty();
            assertThat(log.text()).contains(
                    "Resource#restMulti: signed cookies cannot be set for a RestMulti on the event loop",
                    "Annotate the method with @Blocking");
        }
        key.release();
    }

    @Test
    void sink_withLateSignatureOnEventLoop_isNotCalled() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            HttpResponse<String> response = Requests.sendAsync("/late/non-blocking-sink").get(60, TimeUnit.SECONDS);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEmpty();
            assertThat(Requests.signedCookies(response)).isEmpty();
            assertThat(log.text()).contains(
                    "Resource#nonBlockingSink: signed cookies must be set before the method is called",
                    "Annotate the method with @Blocking");
        }
        key.release();
    }

    /**
     * Their headers are sent before the stream is subscribed.
     */
    @Test
    void events_withLateSignatureOnEventLoop_fail() throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            CompletableFuture<HttpResponse<String>> answer = Requests.sendAsync("/late/events");
            key.awaitCall();
            key.release();
            String body = answer.thenApply(response -> {
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(Requests.signedCookies(response)).isEmpty();
                return response.body();
            }).exceptionally(cutOff -> {
                assertThat(cutOff).hasCauseInstanceOf(IOException.class);
                return "";
            }).get(60, TimeUnit.SECONDS);
            assertThat(body).doesNotContain("first");
            await().atMost(60, TimeUnit.SECONDS).until(() -> log.text()
                    .contains("signed cookies cannot be set, because the headers of the response have already been sent"));
            assertThat(log.messages(Level.SEVERE)).anyMatch(message -> message
                    .contains("Resource#events: the head of the response was sent before its signed cookies were set"));
        }
    }

    @Path("/late")
    public static class Resource {

        private static Multi<String> items() {
            return Multi.createFrom().items("first", "second");
        }

        private static RestMulti<String> withHeader() {
            return RestMulti.fromMultiData(items()).header("X-Own", "1").build();
        }

        @GET
        @Path("lines")
        @Produces("application/x-ndjson")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Multi<String> lines() {
            return items();
        }

        @GET
        @Path("array")
        @Produces(MediaType.APPLICATION_JSON)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Multi<String> array() {
            return items();
        }

        @GET
        @Path("blocking-lines")
        @Blocking
        @Produces("application/x-ndjson")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Multi<String> blockingLines() {
            return items();
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Multi<String> events() {
            return items();
        }

        @GET
        @Path("blocking-events")
        @Blocking
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Multi<String> blockingEvents() {
            return items();
        }

        @GET
        @Path("rest-multi")
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public RestMulti<String> restMulti() {
            return withHeader();
        }

        @GET
        @Path("blocking-rest-multi")
        @Blocking
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public RestMulti<String> blockingRestMulti() {
            return withHeader();
        }

        @GET
        @Path("uni-with-response")
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public Uni<String> uniWithResponse(RoutingContext request) {
            return Uni.createFrom().item("first, second");
        }

        private static void send(SseEventSink sink, Sse sse) {
            sink.send(sse.newEvent("first"));
            sink.send(sse.newEvent("second"));
            sink.close();
        }

        @GET
        @Path("sink")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public void sink(@Context SseEventSink sink, @Context Sse sse) {
            send(sink, sse);
        }

        @GET
        @Path("non-blocking-sink")
        @NonBlocking
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignedResource(signer = "late", delivery = Delivery.COOKIES, resource = "/*")
        public void nonBlockingSink(@Context SseEventSink sink, @Context Sse sse) {
            send(sink, sse);
        }
    }
}
