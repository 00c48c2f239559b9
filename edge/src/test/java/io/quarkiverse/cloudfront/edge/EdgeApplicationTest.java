package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.vertx.core.http.HttpServerRequest;

/** A distribution whose application is behind the same address as its files. */
class EdgeApplicationTest {

    private static final Iterable<String> COOKIES = List.of("a=1; Path=/", "b=2; HttpOnly");
    private static final String PAGE = "/private-access/denied";

    @TempDir
    Path files;

    @AutoClose
    private final TestOrigin application = new TestOrigin(EdgeApplicationTest::answer);
    private RunningEdge edge;
    private boolean running = true;

    @AfterEach
    void close() {
        if (edge != null) {
            edge.close();
        }
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/api/body" -> request.body().onSuccess(body -> request.response().setStatusCode(201)
                    .putHeader("Cache-Control", "max-age=3600").end(request.method() + ":" + body));
            case "/api/cookies" -> request.response().setStatusCode(302).putHeader("Location", "/api/next?a=%2F")
                    .putHeader("Set-Cookie", COOKIES).end();
            case "/api/nothing" -> request.response().setStatusCode(204).end();
            case "/api/forbidden" -> request.response().setStatusCode(403).end("not you");
            case "/api/socket" -> request.toWebSocket().onSuccess(socket -> socket.textMessageHandler(
                    text -> socket.writeTextMessage(text + " at " + request.getHeader("Host"))));
            case PAGE -> request.response().putHeader("Content-Type", "text/html").putHeader("Set-Cookie", "x=1")
                    .putHeader("Content-Security-Policy", "default-src 'self'").end("<p>Log in</p>");
            default -> request.response().putHeader("Cache-Control", "max-age=3600").end("page " + request.uri());
        }
    }

    private RunningEdge edge(Optional<String> page) {
        Distribution.Builder distribution = Distribution.builder(Origin.directory(files))
                .behavior(CacheBehavior.application("/private-access/*")).behavior(CacheBehavior.application("/api/*"))
                .behavior(CacheBehavior.application("/"))
                .defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED))
                .cors(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)
                .application(() -> running ? Optional.of(application.url()) : Optional.empty());
        page.ifPresent(distribution::forbiddenPage);
        edge = RunningEdge.of(distribution.build());
        return edge;
    }

    private RunningEdge edge() {
        return edge(Optional.empty());
    }

    @Test
    void applicationPath_needsNoSignatureAndIsNotCached() {
        assertThat(edge().get("/").body()).isEqualTo("page /");
        HttpResponse<String> second = edge.get("/");

        assertThat(application.asked).hasSize(2);
        assertThat(xCache(second)).isEqualTo("Miss from cloudfront");
        assertThat(edge.get("/index.html").statusCode()).isEqualTo(403);
    }

    @Test
    void applicationRequest_hasTheViewersHeadersCookiesAndQuery() {
        edge().get("/api/a%2Fb?Expires=5&Policy=mine&x=%2f", "Cookie", "q_session=1; CloudFront-Policy=p", "Authorization",
                "Bearer t", "Accept-Encoding", "br", "User-Agent", "browser", "Origin", "http://localhost:1", "X-Custom", "1");

        TestOrigin.Asked asked = application.last();
        assertThat(asked.uri()).isEqualTo("/api/a%2Fb?Expires=5&Policy=mine&x=%2f");
        assertThat(asked.headers().get("Cookie")).isEqualTo("q_session=1; CloudFront-Policy=p");
        assertThat(asked.headers().get("Authorization")).isEqualTo("Bearer t");
        assertThat(asked.headers().get("Accept-Encoding")).isEqualTo("br");
        assertThat(asked.headers().get("User-Agent")).isEqualTo("browser");
        assertThat(asked.headers().get("Origin")).isEqualTo("http://localhost:1");
        assertThat(asked.headers().get("X-Custom")).isEqualTo("1");
        assertThat(asked.headers().getAll("Host")).containsExactly("localhost:" + edge.edge.port());
        assertThat(asked.headers().get("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(asked.headers().get("X-Forwarded-Port")).isEqualTo(String.valueOf(edge.edge.port()));
        assertThat(asked.headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(asked.headers().get("Via")).isEqualTo("1.1 localhost (CloudFront)");
    }

    @Test
    void forwardedHeadersOfTheViewer_areReplaced() {
        edge().get("/api/a", "Forwarded", "proto=https;host=evil", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil",
                "X-Forwarded-Port", "1", "X-Forwarded-Prefix", "/evil", "X-Forwarded-Ssl", "on", "X-Forwarded-For",
                "203.0.113.9");

        TestOrigin.Asked asked = application.last();
        assertThat(asked.headers().names()).doesNotContain("Forwarded", "X-Forwarded-Host", "X-Forwarded-Prefix",
                "X-Forwarded-Ssl");
        assertThat(asked.headers().getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(asked.headers().getAll("X-Forwarded-Port")).containsExactly(String.valueOf(edge.edge.port()));
        assertThat(asked.headers().getAll("X-Forwarded-For")).containsExactly("203.0.113.9, 127.0.0.1");
    }

    @Test
    void hostWithoutPort_hasThePortOfTheScheme() {
        edge().raw("GET /api/a HTTP/1.1\r\nHost: media.example.com\r\nConnection: close\r\n\r\n");

        assertThat(application.last().headers().get("Host")).isEqualTo("media.example.com");
        assertThat(application.last().headers().get("X-Forwarded-Port")).isEqualTo("80");
    }

    @Test
    void redirectAndSetCookieHeaders_reachTheViewerUntouched() {
        HttpResponse<String> response = edge().get("/api/cookies");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(header(response, "Location")).isEqualTo("/api/next?a=%2F");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1; Path=/", "b=2; HttpOnly");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
    void methodWithBody_reachesTheApplication(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(edge().url("/api/body"))).expectContinue(true)
                .method(method, BodyPublishers.ofString("x".repeat(300_000))).build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).startsWith(method + ":xxx").hasSize(method.length() + 1 + 300_000);
        assertThat(header(response, "Cache-Control")).isEqualTo("max-age=3600");
    }

    @Test
    void responseWithoutBody_hasNone() {
        assertThat(edge().rawGet("/api/nothing")).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n")
                .doesNotContainIgnoringCase("transfer-encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = { "TRACE", "PROPFIND" })
    void methodThatNoDistributionAllows_isRefused(String method) {
        assertThat(edge().send(method, "/api/a").statusCode()).isEqualTo(403);
        assertThat(application.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "GET, Content-Length: 1", "HEAD, Content-Length: 1", "GET, Transfer-Encoding: chunked",
            "HEAD, Transfer-Encoding: chunked" })
    void readingRequestWithBody_isRefused(String method, String header) {
        String answer = edge().raw(method + " /api/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                + "\r\n\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403");
        assertThat(edge.event().problem()).hasValue("Bad request: the request has a body, which its method does not allow.");
        assertThat(application.asked).isEmpty();
    }

    @Test
    void readingRequestWithoutBody_reachesTheApplication() {
        assertThat(edge().rawGet("/api/a", "Content-Length: 0")).startsWith("HTTP/1.1 200").endsWith("page /api/a");
    }

    @Test
    void webSocket_isConnected() throws Exception {
        CompletableFuture<String> answered = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(edge().url("/api/socket").replaceFirst("^http", "ws")), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        answered.complete(data.toString());
                        return WebSocket.Listener.super.onText(webSocket, data, last);
                    }
                }).get(30, TimeUnit.SECONDS);
        socket.sendText("hello", true);

        assertThat(answered.get(30, TimeUnit.SECONDS)).isEqualTo("hello at localhost:" + edge.edge.port());
        socket.abort();
    }

    @Test
    void stoppedApplication_isBadGateway() {
        running = false;

        HttpResponse<String> response = edge().get("/");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("The application does not answer. It may be restarting: try again.");
        assertThat(edge.event().problem()).hasValue("The application does not answer. It may be restarting: try again.");
    }

    @Test
    void applicationThatDoesNotAnswer_isBadGateway() {
        edge();
        application.close();

        HttpResponse<String> response = edge.get("/");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("The application does not answer. It may be restarting: try again.");
        assertThat(edge.event().problem()).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("the application at 127.0.0.1:" + application.url().getPort() + " cannot be reached: "));
    }

    @Test
    @Assumed(value = "the pages are about statuses of origins", asks = { "errors-unsigned", "errors-signature" })
    void refusedRequest_getsThePageAndKeepsItsStatus() {
        HttpResponse<String> response = edge(Optional.of(PAGE)).get("/docs/a.html?x=1", "Cookie", "q_session=1");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("<p>Log in</p>");
        assertThat(header(response, "Content-Type")).isEqualTo("text/html");
        assertThat(header(response, "Content-Security-Policy")).isEqualTo("default-src 'self'");
        assertThat(xCache(response)).isEqualTo("Error from cloudfront");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(application.last().uri()).isEqualTo(PAGE);
        assertThat(application.last().headers().contains("Cookie")).isFalse();
        assertThat(application.last().headers().get("Host")).isEqualTo("localhost:" + edge.edge.port());
        assertThat(edge.event().refused()).isTrue();
    }

    @Test
    void refusedHeadRequest_getsThePageWithoutItsBody() {
        HttpResponse<String> response = edge(Optional.of(PAGE)).send("HEAD", "/docs/a.html");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf("<p>Log in</p>".length()));
        assertThat(application.last().method()).isEqualTo("GET");
    }

    @Test
    void everyResponseWithStatus403_isReplaced() {
        assertThat(edge(Optional.of(PAGE)).get("/api/forbidden").body()).isEqualTo("<p>Log in</p>");
        HttpResponse<String> method = edge.send("POST", "/docs/a.html");
        assertThat(method.statusCode()).isEqualTo(403);
        assertThat(method.body()).isEqualTo("<p>Log in</p>");
    }

    @Test
    void forbiddenByAnOrigin_isReplaced() {
        try (TestOrigin bucket = new TestOrigin(request -> request.response().setStatusCode(403).end("AccessDenied"));
                RunningEdge other = RunningEdge.of(Distribution.builder(bucket.origin())
                        .behavior(CacheBehavior.application("/private-access/*"))
                        .application(() -> Optional.of(application.url())).forbiddenPage(PAGE).build())) {
            assertThat(other.get("/missing").body()).isEqualTo("<p>Log in</p>");

            application.answer(request -> request.response().setStatusCode(500).end());
            assertThat(other.get("/missing").body()).isEqualTo("AccessDenied");
        }
    }

    @Test
    void fileOfASiteWithALogin_isAskedForAgainByBrowsers() throws IOException {
        Files.writeString(files.resolve("a.html"), "secret");
        assertThat(header(edge(Optional.of(PAGE)).get(edge.signed("/a.html")), "Cache-Control")).isEqualTo("private, no-cache");
        HttpResponse<String> cached = edge.get(edge.signed("/a.html"));
        assertThat(xCache(cached)).isEqualTo("Hit from cloudfront");
        assertThat(header(cached, "Cache-Control")).isEqualTo("private, no-cache");
        assertThat(header(edge.get("/api/nothing"), "Cache-Control")).as("of the application").isEmpty();
    }

    @Test
    void otherErrors_areNotReplaced() {
        HttpResponse<String> missing = edge(Optional.of(PAGE)).get(edge.signed("/missing"));

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("NoSuchKey");
    }

    @Test
    void pageThatIsNotAvailable_leavesTheRefusalAndIsReported() {
        edge(Optional.of(PAGE));
        application.answer(request -> request.response().setStatusCode(401).end("log in"));

        HttpResponse<String> response = edge.get("/docs/a.html");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>MissingKey</Code>");
        assertThat(header(response, "Content-Type")).isEqualTo("text/xml");
        assertThat(LoggingListener.describe(edge.event())).endsWith("any of CloudFront's parameters; the page for "
                + "status 403, /private-access/denied, is not available: it has status 401");

        running = false;
        assertThat(edge.get("/docs/a.html").body()).contains("<Code>MissingKey</Code>");
        assertThat(edge.event().problem()).hasValue("the page for status 403, /private-access/denied, is not available: the "
                + "address of the application is not known");
    }

    @Test
    void pageOutsideOfTheApplication_isRejected() {
        assertThatThrownBy(() -> edge(Optional.of("/denied.html"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The page for status 403, /denied.html, must match the path pattern of a behavior that leads to the "
                                + "application");
    }
}
