package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Viewers that close the connection or reset the stream before they have received the response. */
class ViewerLeavesTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int CANCEL = 8;

    private final Promise<HttpServerRequest> asked = Promise.promise();
    @AutoClose
    private final TestOrigin origin = new TestOrigin(asked::tryComplete);
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(origin.origin());

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void viewerThatLeavesBeforeTheHead_isNoFailureOfTheOrigin(boolean reset) throws IOException {
        try (Socket viewer = ask(reset)) {
            Await.result(asked.future());
        }

        assertAbandoned(edge.event());
        assertNextViewerGetsTheWholeObject();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void viewerThatLeavesInsideTheBody_leavesNothingInTheCache(boolean reset) throws IOException {
        origin.answer(ViewerLeavesTest::beginAnswer);
        try (Socket viewer = ask(reset)) {
            assertThat(new String(viewer.getInputStream().readNBytes(8), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1");
        }

        RequestEvent event = edge.event();
        assertThat(event.refused()).isFalse();
        assertThat(event.problem()).isEmpty();
        assertThat(event.status()).isEqualTo(200);
        assertNextViewerGetsTheWholeObject();
    }

    @Test
    void http2ViewerThatResetsBeforeTheHead_isNoFailureOfTheOrigin() throws Exception {
        try (Http2Edge http2 = new Http2Edge(origin.origin())) {
            HttpClientRequest request = http2.request();
            request.send();
            Await.result(asked.future());
            request.reset(CANCEL);

            assertAbandoned(http2.event());
        }
    }

    @Test
    void http2ViewerThatResetsInsideTheBody_leavesNothingInTheCache() throws Exception {
        origin.answer(ViewerLeavesTest::beginAnswer);
        try (Http2Edge http2 = new Http2Edge(origin.origin())) {
            HttpClientRequest request = http2.request();
            Await.result(request.send());
            request.reset(CANCEL);

            assertThat(http2.event().refused()).isFalse();

            origin.answer(ViewerLeavesTest::answer);
            HttpClientResponse next = Await.result(http2.request().send().compose(response -> response.body().map(response)));
            assertThat(next.getHeader("X-Cache")).isEqualTo("Miss from cloudfront");
            assertThat(Await.result(next.body())).hasToString("whole");
        }
    }

    private static void assertAbandoned(RequestEvent event) {
        assertThat(event.abandoned()).isTrue();
        assertThat(event.refused()).isFalse();
        assertThat(LoggingListener.describe(event))
                .isEqualTo("000 GET /a: the viewer closed the connection before the response began");
    }

    private void assertNextViewerGetsTheWholeObject() {
        origin.answer(ViewerLeavesTest::answer);
        var next = edge.get("/a");
        assertThat(next.body()).isEqualTo("whole");
        assertThat(xCache(next)).isEqualTo("Miss from cloudfront");
        assertThat(xCache(edge.get("/a"))).isEqualTo("Hit from cloudfront");
    }

    private Socket ask(boolean reset) throws IOException {
        Socket viewer = new Socket("127.0.0.1", edge.edge.port());
        if (reset) {
            viewer.setSoLinger(true, 0);
        }
        viewer.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
        return viewer;
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Cache-Control", "max-age=60").end("whole");
    }

    private static void beginAnswer(HttpServerRequest request) {
        request.response().putHeader("Cache-Control", "max-age=60").putHeader("Content-Length", "100000")
                .write(Buffer.buffer("x".repeat(1_000)));
    }

    /** The edge's handler behind an HTTP/2 server, because the edge itself only supports HTTP/1.1. */
    private static final class Http2Edge implements AutoCloseable {

        private final Vertx vertx = Vertx.vertx();
        private final BlockingQueue<RequestEvent> events = new LinkedBlockingQueue<>();
        private final HttpServer server;
        private final HttpClient viewer = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

        Http2Edge(Origin origin) {
            ViewerHandler handler = new ViewerHandler(Distribution.builder(origin).build(),
                    OriginServer.of(((Origin.Http) origin).url()), vertx.createHttpClient(),
                    EdgeOptions.defaults().withListener(events::add));
            server = Await.result(vertx.createHttpServer().requestHandler(request -> {
                request.headers().set("Host", "localhost");
                handler.handle(request);
            }).listen(0, "127.0.0.1"));
        }

        HttpClientRequest request() {
            Future<HttpClientRequest> request = viewer.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/a");
            return Await.result(request);
        }

        RequestEvent event() throws InterruptedException {
            RequestEvent event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("event").isNotNull();
            return event;
        }

        @Override
        public void close() {
            Await.result(vertx.close());
        }
    }
}
