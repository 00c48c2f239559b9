package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.reactive.FilePart;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Signed cookies are sent with the headers of a response, for every return type.
 */
@QuarkusTest
class CookieReturnTypesTest {

    private static final java.nio.file.Path FILE = java.nio.file.Path.of("src/test/cloudfront-origin/a.txt");

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "text", "blocking", "non-blocking", "bytes", "optional", "uni",
            "uni-nothing", "uni-response", "uni-rest-response", "stage", "stage-response", "response", "response-nothing",
            "response-stream", "response-output", "response-file", "rest-response", "rest-response-stream", "output", "input",
            "buffer", "mutiny-buffer", "file", "path", "file-part", "path-part", "async-file", "multi-text", "multi-bytes",
            "multi-array", "multi-lines", "multi-json-stream", "multi-events", "empty-multi-array",
            "empty-multi-events", "publisher", "rest-multi", "late-rest-multi", "async-response", "async-response-later",
            "async-response-meanwhile", "sink", "sink-later", "sink-meanwhile", "closed-sink", "broadcaster", "routing-context",
            "vertx-response", "vertx-response-later", "uni-vertx-response", "vertx-no-content", "not-modified",
            "thrown-redirect",
            "thrown-response", "uni-thrown-response", "options" })
    void head_hasTheCookies(String path) throws Exception {
        HttpResponse<String> response = Requests.send(path.equals("options") ? "OPTIONS" : "GET", "/returned/" + path);

        assertThat(response.statusCode()).isLessThan(400);
        assertThat(Requests.signedCookies(response)).hasSize(4);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            text | welcome
            output | welcome
            routing-context | welcome
            multi-text | ab
            multi-array | ["a","b"]
            rest-multi | ["a","b"]
            late-rest-multi | ["a","b"]
            multi-lines | "a"~"b"~
            multi-events | data:a~~data:b~~
            sink | data:a~~
            sink-meanwhile | data:a~~
            broadcaster | data:a~~
            """)
    void body_staysAsItIs(String path, String body) throws Exception {
        assertThat(Requests.send("GET", "/returned/" + path).body().replace('\n', '~')).isEqualTo(body);
    }

    @Test
    void headRequest_getsTheCookies() throws Exception {
        for (String path : new String[] { "text", "response-stream", "head" }) {
            HttpResponse<String> response = Requests.send("HEAD", "/returned/" + path);

            assertThat(response.statusCode()).as(path).isLessThan(400);
            assertThat(Requests.signedCookies(response)).as(path).hasSize(4);
        }
    }

    @Test
    void methodThatIsNotCalled_setsNone() throws Exception {
        assertThat(Requests.signedCookies(Requests.send("OPTIONS", "/returned/text"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "sink", "multi-events", "routing-context" })
    void anonymousCaller_isRejected(String path) throws Exception {
        HttpResponse<String> response = Requests.sendAnonymously("GET", "/returned/" + path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Requests.signedCookies(response)).isEmpty();
    }

    @Path("/returned")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class Resource {

        private final Vertx vertx;

        Resource(Vertx vertx) {
            this.vertx = vertx;
        }

        private static InputStream stream() {
            return new ByteArrayInputStream("welcome".getBytes(StandardCharsets.UTF_8));
        }

        private static StreamingOutput writing() {
            return output -> output.write("welcome".getBytes(StandardCharsets.UTF_8));
        }

        private static Multi<String> items() {
            return Multi.createFrom().items("a", "b");
        }

        private static void elsewhere(Runnable work) {
            new Thread(work).start();
        }

        private static void elsewhereMeanwhile(Runnable work) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            elsewhere(() -> {
                work.run();
                done.countDown();
            });
            done.await(60, TimeUnit.SECONDS);
        }

        @GET
        @Path("nothing")
        public void nothing() {
        }

        @GET
        @Path("text")
        public String text() {
            return "welcome";
        }

        @GET
        @Path("blocking")
        @Blocking
        public Uni<String> blocking() {
            return Uni.createFrom().item("welcome");
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        public String nonBlocking() {
            return "welcome";
        }

        @GET
        @Path("bytes")
        public byte[] bytes() {
            return new byte[] { 1 };
        }

        @GET
        @Path("optional")
        public Optional<String> optional() {
            return Optional.of("welcome");
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item("welcome");
        }

        @GET
        @Path("uni-nothing")
        public Uni<Void> uniNothing() {
            return Uni.createFrom().voidItem();
        }

        @GET
        @Path("uni-response")
        public Uni<Response> uniResponse() {
            return Uni.createFrom().item(Response.ok("welcome").build());
        }

        @GET
        @Path("uni-rest-response")
        public Uni<RestResponse<String>> uniRestResponse() {
            return Uni.createFrom().item(RestResponse.ok("welcome"));
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(() -> "welcome");
        }

        @GET
        @Path("stage-response")
        public CompletionStage<Response> stageResponse() {
            return CompletableFuture.supplyAsync(() -> Response.ok("welcome").build());
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.ok("welcome").build();
        }

        @GET
        @Path("response-nothing")
        public Response responseNothing() {
            return Response.noContent().build();
        }

        @GET
        @Path("response-stream")
        public Response responseStream() {
            return Response.ok(stream()).build();
        }

        @GET
        @Path("response-output")
        public Response responseOutput() {
            return Response.ok(writing()).build();
        }

        @GET
        @Path("response-file")
        public Response responseFile() {
            return Response.ok(FILE.toFile()).build();
        }

        @GET
        @Path("rest-response")
        public RestResponse<String> restResponse() {
            return RestResponse.ok("welcome");
        }

        @GET
        @Path("rest-response-stream")
        public RestResponse<InputStream> restResponseStream() {
            return RestResponse.ok(stream());
        }

        @GET
        @Path("output")
        public StreamingOutput output() {
            return writing();
        }

        @GET
        @Path("input")
        public InputStream input() {
            return stream();
        }

        @GET
        @Path("buffer")
        public Buffer buffer() {
            return Buffer.buffer("welcome");
        }

        @GET
        @Path("mutiny-buffer")
        public io.vertx.mutiny.core.buffer.Buffer mutinyBuffer() {
            return io.vertx.mutiny.core.buffer.Buffer.buffer("welcome");
        }

        @GET
        @Path("file")
        public File file() {
            return FILE.toFile();
        }

        @GET
        @Path("path")
        public java.nio.file.Path path() {
            return FILE;
        }

        @GET
        @Path("file-part")
        public FilePart filePart() {
            return new FilePart(FILE.toFile(), 0, 1);
        }

        @GET
        @Path("path-part")
        public PathPart pathPart() {
            return new PathPart(FILE, 0, 1);
        }

        @GET
        @Path("async-file")
        public Uni<AsyncFile> asyncFile() {
            return Uni.createFrom().completionStage(
                    () -> vertx.fileSystem().open(FILE.toString(), new OpenOptions().setCreate(false)).toCompletionStage());
        }

        @GET
        @Path("multi-text")
        @Produces(MediaType.TEXT_PLAIN)
        public Multi<String> multiText() {
            return items();
        }

        @GET
        @Path("multi-bytes")
        @Produces(MediaType.APPLICATION_OCTET_STREAM)
        public Multi<byte[]> multiBytes() {
            return Multi.createFrom().item(new byte[] { 1 });
        }

        @GET
        @Path("multi-array")
        @Produces(MediaType.APPLICATION_JSON)
        public Multi<String> multiArray() {
            return items();
        }

        @GET
        @Path("multi-lines")
        @Produces("application/x-ndjson")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<String> multiLines() {
            return items();
        }

        @GET
        @Path("multi-json-stream")
        @Produces("application/stream+json")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<String> multiJsonStream() {
            return items();
        }

        @GET
        @Path("multi-events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> multiEvents() {
            return items();
        }

        @GET
        @Path("empty-multi-array")
        @Produces(MediaType.APPLICATION_JSON)
        public Multi<String> emptyMultiArray() {
            return Multi.createFrom().empty();
        }

        @GET
        @Path("empty-multi-events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> emptyMultiEvents() {
            return Multi.createFrom().empty();
        }

        @GET
        @Path("publisher")
        @Produces(MediaType.APPLICATION_JSON)
        public java.util.concurrent.Flow.Publisher<String> publisher() {
            return items();
        }

        @GET
        @Path("rest-multi")
        @Produces(MediaType.APPLICATION_JSON)
        public RestMulti<String> restMulti() {
            return RestMulti.fromMultiData(items()).build();
        }

        @GET
        @Path("late-rest-multi")
        @Produces(MediaType.APPLICATION_JSON)
        public RestMulti<String> lateRestMulti() {
            return RestMulti.fromUniResponse(Uni.createFrom().item(1), item -> items());
        }

        @GET
        @Path("async-response")
        public void asyncResponse(@Suspended AsyncResponse response) {
            response.resume("welcome");
        }

        @GET
        @Path("async-response-later")
        public void asyncResponseLater(@Suspended AsyncResponse response) {
            elsewhere(() -> response.resume("welcome"));
        }

        @GET
        @Path("async-response-meanwhile")
        public void asyncResponseMeanwhile(@Suspended AsyncResponse response) throws InterruptedException {
            elsewhereMeanwhile(() -> response.resume("welcome"));
        }

        private static void send(SseEventSink sink, Sse sse) {
            sink.send(sse.newEvent("a"));
            sink.close();
        }

        @GET
        @Path("sink")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void sink(@Context SseEventSink sink, @Context Sse sse) {
            send(sink, sse);
        }

        @GET
        @Path("sink-later")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void sinkLater(@Context SseEventSink sink, @Context Sse sse, @Context RoutingContext request) {
            // Quarkus REST sends the head itself, and a sink that is closed at the same moment can leave it without an end
            elsewhere(() -> {
                await().atMost(60, TimeUnit.SECONDS).until(request.response()::headWritten);
                send(sink, sse);
            });
        }

        @GET
        @Path("sink-meanwhile")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void sinkMeanwhile(SseEventSink sink, Sse sse) throws InterruptedException {
            elsewhereMeanwhile(() -> send(sink, sse));
        }

        @GET
        @Path("closed-sink")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void closedSink(@Context SseEventSink sink) {
            sink.close();
        }

        @GET
        @Path("broadcaster")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void broadcaster(@Context SseEventSink sink, @Context Sse sse) {
            SseBroadcaster broadcaster = sse.newBroadcaster();
            OutboundSseEvent event = sse.newEvent("a");
            broadcaster.register(sink);
            broadcaster.broadcast(event).thenRun(() -> broadcaster.close());
        }

        @GET
        @Path("routing-context")
        public void routingContext(@Context RoutingContext request) {
            request.response().end("welcome");
        }

        @GET
        @Path("vertx-response")
        public void vertxResponse(@Context HttpServerResponse response) {
            response.setChunked(true).write("wel");
            response.end("come");
        }

        @GET
        @Path("vertx-response-later")
        public Uni<Void> vertxResponseLater(HttpServerResponse response) {
            return Uni.createFrom().completionStage(() -> response.end("welcome").toCompletionStage());
        }

        @GET
        @Path("uni-vertx-response")
        public Uni<String> uniVertxResponse(HttpServerResponse response) {
            return Uni.createFrom().item("welcome");
        }

        @GET
        @Path("vertx-no-content")
        public void vertxNoContent(HttpServerResponse response) {
            response.setStatusCode(204).end();
        }

        @GET
        @Path("not-modified")
        public Response notModified() {
            return Response.notModified("1").build();
        }

        @GET
        @Path("thrown-redirect")
        public String thrownRedirect() {
            throw new RedirectionException(303, java.net.URI.create("/elsewhere"));
        }

        @GET
        @Path("thrown-response")
        public String thrownResponse(RoutingContext mayWrite) {
            throw new WebApplicationException(Response.ok("welcome").build());
        }

        @GET
        @Path("uni-thrown-response")
        public Uni<String> uniThrownResponse(RoutingContext mayWrite) {
            return Uni.createFrom().failure(new WebApplicationException(Response.ok("welcome").build()));
        }

        @OPTIONS
        @Path("options")
        public String options() {
            return "welcome";
        }

        @HEAD
        @Path("head")
        public Response head() {
            return Response.ok().build();
        }
    }
}
