package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * A response without its signed cookies must not be successful.
 */
@QuarkusTest
class CookieFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "text", "chunks", "no-content", "not-modified", "uni", "stage" })
    void headThatLeavesBeforeTheCookies_isThatOfAnError(String path) throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            int status;
            try {
                status = Requests.send("GET", "/unset/" + path).statusCode();
            } catch (IOException cutOff) {
                status = 500;
            }
            assertThat(status).isEqualTo(500);
            await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(log.messages(Level.SEVERE)).anyMatch(
                    message -> message.contains("the head of the response was sent before its signed cookies were set")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "complete", "begun" })
    void headThatHasLeftBeforeTheMethodIsCalled_failsTheCall(String path) throws Exception {
        try (CapturedLog log = CapturedLog.begin()) {
            if (path.equals("begun")) {
                assertThatThrownBy(() -> Requests.send("GET", "/unset/filtered/" + path)).isInstanceOf(IOException.class);
            } else {
                // this cannot be undone
                assertThat(Requests.signedCookies(Requests.send("GET", "/unset/filtered/" + path))).isEmpty();
            }
            await().atMost(60, TimeUnit.SECONDS).until(() -> log.text().contains("the headers of the response have already "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "thrown", "thrown-with-response", "failed-uni", "failed-uni-with-response", "failed-stage",
            "failed-multi", "failed-async-response" })
    void mappedFailure_setsNoCookies(String path) throws Exception {
        HttpResponse<String> response = Requests.send("GET", "/unset/" + path);

        assertThat(response.body()).isEqualTo("mapped");
        assertThat(Requests.signedCookies(response)).isEmpty();
    }

    static class Mapped extends RuntimeException {
    }

    @Path("/unset")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class Resource {

        private final CurrentVertxRequest current;

        Resource(CurrentVertxRequest current) {
            this.current = current;
        }

        private HttpServerResponse response() {
            return current.getCurrent().response();
        }

        @GET
        @Path("nothing")
        public void nothing() {
            response().end("welcome");
        }

        @GET
        @Path("text")
        public String text() {
            response().end("welcome");
            return "welcome";
        }

        @GET
        @Path("chunks")
        public void chunks() {
            response().setChunked(true).write("wel");
            response().end("come");
        }

        @GET
        @Path("no-content")
        public void noContent() {
            response().setStatusCode(204).end();
        }

        @GET
        @Path("not-modified")
        public void notModified() {
            response().setStatusCode(304).end();
        }

        @GET
        @Path("uni")
        public Uni<Void> uni() {
            return Uni.createFrom().completionStage(() -> response().end("welcome").toCompletionStage());
        }

        @GET
        @Path("stage")
        public CompletionStage<Void> stage() {
            HttpServerResponse response = response();
            return CompletableFuture.runAsync(() -> response.end("welcome").toCompletionStage().toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS).join());
        }

        @GET
        @Path("filtered/begun")
        public String begun() {
            return "come";
        }

        @GET
        @Path("filtered/complete")
        public void complete() {
        }

        @GET
        @Path("thrown")
        public String thrown() {
            throw new Mapped();
        }

        @GET
        @Path("thrown-with-response")
        public String thrownWithResponse(HttpServerResponse mayWrite) {
            throw new Mapped();
        }

        @GET
        @Path("failed-uni")
        public Uni<String> failedUni() {
            return Uni.createFrom().failure(new Mapped());
        }

        @GET
        @Path("failed-uni-with-response")
        public Uni<String> failedUniWithResponse(RoutingContext mayWrite) {
            return Uni.createFrom().failure(new Mapped());
        }

        @GET
        @Path("failed-stage")
        public CompletionStage<String> failedStage() {
            return CompletableFuture.failedFuture(new Mapped());
        }

        @GET
        @Path("failed-multi")
        @Produces(MediaType.APPLICATION_JSON)
        public Multi<String> failedMulti() {
            return Multi.createFrom().failure(new Mapped());
        }

        @GET
        @Path("failed-async-response")
        public void failedAsyncResponse(@Suspended AsyncResponse response) {
            response.resume(new Mapped());
        }
    }

    public static class Filters {

        @ServerExceptionMapper
        public Response map(Mapped failure) {
            return Response.ok("mapped").build();
        }

        @ServerRequestFilter
        public void begin(ContainerRequestContext request, RoutingContext context) {
            String path = request.getUriInfo().getPath();
            if (context.response().headWritten()) {
                return;
            } else if (path.endsWith("/unset/filtered/begun")) {
                context.response().setChunked(true).write("wel");
            } else if (path.endsWith("/unset/filtered/complete")) {
                context.response().end("welcome");
            }
        }
    }
}
