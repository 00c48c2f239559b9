package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.buffer.Buffer;

class EdgeHttpOriginTest {

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().putHeader("Cache-Control", "no-store")
            .end("content of " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(origin.origin());

    @Test
    void originRequest_hasNoSignature() {
        HttpResponse<String> response = edge.get(edge.signed("/private/a.jpg?x=1"));

        assertThat(response.body()).isEqualTo("content of /private/a.jpg?x=1");
        assertThat(origin.last().uri()).isEqualTo("/private/a.jpg?x=1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/private/a%2Fb%40c%20d", "/private/a?x=1&x=2&y=&z", "/private/a?b=%2f&a=+%20", "/private//a",
            "/private/a;b=c,d", "/private/a?q='%27", "/private/%C3%BC", "/private/a?x=a=b?c", "/private/a?%", "/private/%zz" })
    void originRequest_hasPathAndQueryAsSent(String target) {
        String answer = edge.rawGet(edge.signed(target));

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(origin.last().uri()).isEqualTo(target);
    }

    @Test
    void openBehavior_forwardsTheWholeQuery() {
        edge.get("/open?Expires=5&Policy=mine&x=1");

        assertThat(origin.last().uri()).isEqualTo("/open?Expires=5&Policy=mine&x=1");
    }

    @Test
    void originRequest_hasFewHeadersOfTheViewer() {
        String cookies = AwsSigner.rsaSha256().customCookies(edge.url("/private/*"), edge.later());
        edge.get("/private/a", "Cookie", "session=1; " + cookies, "Authorization", "Basic eA==", "Accept-Encoding", "gzip",
                "Accept-Language", "de", "X-Custom", "1", "Referer", "http://localhost/", "Range", "bytes=0-1");

        assertThat(origin.last().headers().names()).extracting(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("host", "user-agent", "via", "x-forwarded-for", "range");
        assertThat(origin.last().headers().get("Host")).isEqualTo(origin.url().getAuthority());
        assertThat(origin.last().headers().get("User-Agent")).isEqualTo("Amazon CloudFront");
        assertThat(origin.last().headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
    }

    @Test
    void originPath_isPrependedToEachPath() {
        try (RunningEdge other = RunningEdge.of(Origin.http(URI.create(origin.url() + "/base/path/")))) {
            other.get("/a%2Fb?x=1");
        }

        assertThat(origin.last().uri()).isEqualTo("/base/path/a%2Fb?x=1");
    }

    @Test
    void response_isForwardedWithHeadersButWithoutCookies() {
        origin.answer(request -> request.response().setStatusCode(203).putHeader("X-Own", "1")
                .putHeader("Set-Cookie", "session=1").putHeader("X-Cache", "Hit from elsewhere").putHeader("Age", "77")
                .putHeader("Via", "1.1 other").putHeader("Server", "own").putHeader("Vary", "Accept").end("body"));

        HttpResponse<String> response = edge.get("/a");

        assertThat(response.statusCode()).isEqualTo(203);
        assertThat(response.body()).isEqualTo("body");
        assertThat(header(response, "X-Own")).isEqualTo("1");
        assertThat(header(response, "Set-Cookie")).isEmpty();
        assertThat(header(response, "Age")).isEmpty();
        assertThat(header(response, "Server")).isEqualTo("own");
        assertThat(header(response, "Vary")).isEqualTo("Accept");
        assertThat(header(response, "Via")).contains("CloudFront").contains("1.1 other");
        assertThat(xCache(response)).isEqualTo("Miss from cloudfront");
    }

    @Test
    void errorsAndRedirectsOfTheOrigin_areForwarded() {
        origin.answer(request -> request.response().setStatusCode(404).end("not here"));
        HttpResponse<String> missing = edge.get("/a");
        origin.answer(request -> request.response().setStatusCode(302).putHeader("Location", "/b").end());
        HttpResponse<String> moved = edge.get("/a");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("not here");
        assertThat(xCache(missing)).isEqualTo("Error from cloudfront");
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(header(moved, "Location")).isEqualTo("/b");
        assertThat(edge.event().refused()).isFalse();
    }

    @Test
    void unavailableOrigin_isABadGateway() throws Exception {
        // a port on which no process listens
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        int port = socket.getLocalPort();
        try (socket; RunningEdge other = RunningEdge.of(Origin.http(URI.create("http://127.0.0.1:" + port)))) {
            HttpResponse<String> response = other.get("/a");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("502 ERROR")
                    .contains("CloudFront wasn't able to connect to the origin.");
            assertThat(header(response, "Content-Type")).isEqualTo("text/html");
            assertThat(xCache(response)).isEqualTo("Error from cloudfront");
            assertThat(other.event().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("the origin 127.0.0.1:" + port));
            assertThat(other.raw("HEAD /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 502").endsWith("\r\n\r\n");
            assertThat(other.get(other.signed("/private/a")).statusCode()).isEqualTo(502);
            assertThat(other.get("/private/a").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void originThatClosesTheConnection_isABadGateway() {
        origin.answer(request -> request.connection().close());

        assertThat(edge.get("/a").statusCode()).isEqualTo(502);
    }

    @Test
    void truncatedResponse_isNeitherCompletedNorCached() {
        origin.answer(request -> {
            request.response().putHeader("Content-Length", "100000").write(Buffer.buffer("x".repeat(1_000)))
                    .onComplete(written -> request.connection().close());
        });
        assertThatThrownBy(() -> edge.get("/a")).isInstanceOf(UncheckedIOException.class);

        origin.answer(request -> request.response().end("whole"));
        HttpResponse<String> whole = edge.get("/a");
        assertThat(whole.body()).isEqualTo("whole");
        assertThat(xCache(whole)).isEqualTo("Miss from cloudfront");
    }

    @Test
    void conditionalAndRangeRequests_reachTheOrigin() {
        origin.answer(request -> request.response().setStatusCode(304).putHeader("ETag", "\"1\"")
                .putHeader("Cache-Control", "public, max-age=60").end());
        HttpResponse<String> notModified = edge.get("/a", "If-None-Match", "\"1\"", "If-Modified-Since",
                "Thu, 01 Jan 1970 00:00:00 GMT");
        origin.answer(request -> request.response().setStatusCode(206).putHeader("Content-Range", "bytes 0-1/9")
                .putHeader("Cache-Control", "public, max-age=60").end("ab"));
        HttpResponse<String> partial = edge.get("/a", "Range", "bytes=0-1", "If-Range", "\"1\"");
        origin.answer(request -> request.response().putHeader("Cache-Control", "public, max-age=60").end("abcdefghi"));
        HttpResponse<String> whole = edge.get("/a");

        assertThat(notModified.statusCode()).isEqualTo(304);
        assertThat(partial.statusCode()).isEqualTo(206);
        assertThat(header(partial, "Content-Range")).isEqualTo("bytes 0-1/9");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("abcdefghi");
        assertThat(origin.asked.get(0).headers().get("If-None-Match")).isEqualTo("\"1\"");
        assertThat(origin.asked.get(1).headers().get("If-Range")).isEqualTo("\"1\"");
    }

    @Test
    void connection_survivesA304OfTheOrigin() {
        origin.answer(request -> request.response().setStatusCode(304).end());
        String request = "GET /a HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"1\"\r\n\r\n";

        String answers = edge.raw(request + request + request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answers.split("HTTP/1\\.1 304", -1)).hasSize(4);
        assertThat(answers).doesNotContain("\r\n0\r\n");
    }

    @Test
    void edgeThatCannotListen_failsWithTheReason() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Await.result(Edge.start(edge.vertx, Distribution.builder(origin.origin()).build(),
                    EdgeOptions.defaults().withPort(socket.getLocalPort())))).hasRootCauseInstanceOf(BindException.class);
        }
    }
}
