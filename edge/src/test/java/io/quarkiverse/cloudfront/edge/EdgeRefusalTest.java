package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;

class EdgeRefusalTest {

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().end("content of " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(origin.origin());

    @Assumed(value = Assumed.ERROR_CODES, asks = { "unsigned", "key-pair-id-unknown", "canned-expired", "custom-no-date",
            "signature-not-base64" })
    @ParameterizedTest
    @CsvSource({
            "'', MissingKey, Missing Key-Pair-Id query parameter or cookie value",
            "?Expires=2000000000&Signature=QUI_&Key-Pair-Id=KX, InvalidKey, Unknown Key",
            "?Expires=2000000000&Signature=QUI_&Key-Pair-Id=KRSA, AccessDenied, Access denied",
            "?Policy=QUI_&Signature=QUI_&Key-Pair-Id=KRSA, MalformedPolicy, Malformed Policy",
            "?Expires=2000000000&Signature=QUI&Key-Pair-Id=KRSA, MalformedSignature, Could not unencode Signature"
    })
    void unsignedRequest_getsTheErrorOfCloudFront(String query, String code, String message) {
        HttpResponse<String> response = edge.get("/private/a.jpg" + query);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>" + message + "</Message></Error>");
        assertThat(xCache(response)).isEqualTo("Error from cloudfront");
        assertThat(header(response, "Content-Type")).isEqualTo("text/xml");
        assertThat(header(response, "Server")).isEqualTo("CloudFront");
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header(response, "Date"))))
                .as("with which a signer can compare its clock").isEqualTo(edge.clock.instant());
        assertThat(header(response, "Via")).contains("(CloudFront)");
        assertThat(header(response, "X-Amz-Cf-Id")).isNotEmpty();
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void cookiesInSeveralHeaders_areReadTogether() {
        String[] parameters = edge.signed("/private/a.jpg").split("\\?")[1].split("&");

        assertThat(edge.rawGet("/private/a.jpg",
                Stream.of(parameters).map(parameter -> "Cookie: CloudFront-" + parameter).toArray(String[]::new)))
                .startsWith("HTTP/1.1 200").endsWith("content of /private/a.jpg");
    }

    @Test
    void rejectedHead_hasNoBody() {
        String answer = edge.raw("HEAD /private/a.jpg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").endsWith("\r\n\r\n");
    }

    @Test
    void listener_isNotifiedOfTheReason() {
        String target = edge.signed("/private/a.jpg?x=1");
        edge.clock.advance(Duration.ofMinutes(20));
        edge.get(target);

        RequestEvent event = edge.event();
        assertThat(event.refused()).isTrue();
        assertThat(event.method()).isEqualTo("GET");
        assertThat(event.target()).isEqualTo("/private/a.jpg?x=1");
        assertThat(event.status()).isEqualTo(403);
        assertThat(event.cacheResult()).isEqualTo(CacheResult.ERROR);
        assertThat(event.verdict()).hasValueSatisfying(verdict -> assertThat(((Verdict.Refused) verdict).reason())
                .isEqualTo(new Reason(Reason.Kind.EXPIRED, "expired 5 minutes ago (2026-11-24T14:15:00Z)")));
    }

    @Test
    void listener_isNotifiedOfAllowedRequests() {
        edge.get(edge.signed("/private/a.jpg"));
        edge.get("/open.jpg");

        RequestEvent allowed = edge.event();
        assertThat(allowed.refused()).isFalse();
        assertThat(allowed.target()).isEqualTo("/private/a.jpg");
        assertThat(allowed.verdict()).containsInstanceOf(Verdict.Allowed.class);
        assertThat(allowed.cacheResult()).isEqualTo(CacheResult.MISS);
        assertThat(edge.event().verdict()).isEmpty();
    }

    @Test
    void failingListener_doesNotFailTheRequest() {
        try (RunningEdge other = RunningEdge.of(origin.origin())) {
            Edge fragile = Await.result(Edge.start(other.vertx, Distribution.builder(origin.origin()).build(),
                    EdgeOptions.defaults().withListener(event -> {
                        throw new IllegalStateException("broken listener");
                    })));
            String request = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\nGET /b HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\n\r\n";
            assertThat(RawHttp.send(fragile.port(), request)).contains("content of /a").contains("content of /b");
            Await.result(fragile.close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/%70rivate/a", "/private%2Fa", "/%50rivate/../private/a", "/private/%61" })
    void eachSpellingOfAPath_hasItsBehavior(String target) {
        assertThat(edge.rawGet(target)).doesNotContain("content of");
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void differentPaths_areNotConfused() {
        assertThat(edge.get("/PRIVATE/a").statusCode()).isEqualTo(200);
        assertThat(edge.get("/privateer").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/open/../private/a", "/open/..", "/..", "/./private/a", "/open/%2e%2e/private/a",
            "/open/.%2E/private/a", "/open%2F..%2Fprivate/a", "/open\\..\\private\\a", "/open%5c..%5Cprivate", "/a/%2e",
            "/open/..?x=/" })
    void dotSegments_areRejected(String target) {
        assertThat(edge.rawGet(target)).startsWith("HTTP/1.1 400");
        assertThat(origin.asked).isEmpty();
        assertThat(edge.event().problem()).hasValueSatisfying(problem -> assertThat(problem).contains("dot segment"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a..b", "/...", "/.well-known/x", "/a?x=/../b", "/..a/b" })
    void dotsInOtherPlaces_areAccepted(String target) {
        assertThat(edge.rawGet(target)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://localhost/a", "*", "a", "/a#b", "/\u00e4", "/a\u0001b", "/a\u007f" })
    void invalidTarget_isRejected(String target) {
        assertThat(edge.rawGet(target)).startsWith("HTTP/1.1 400")
                .contains("Bad request: the path must begin with a slash, and all characters except printable ASCII must be "
                        + "percent-encoded.");
        assertThat(origin.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND" })
    void otherMethodsThanGetAndHead_areRejected(String method) {
        HttpResponse<String> response = edge.send(method, "/open.jpg");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("not configured to allow the HTTP request method");
        assertThat(xCache(response)).isEqualTo("Error from cloudfront");
        assertThat(edge.event().refused()).isTrue();
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void getWithABody_isRejected() {
        String length = edge.rawGet("/a", "Content-Length: 25", "", "GET /smuggled HTTP/1.1\r\n");
        String chunked = edge.rawGet("/a", "Transfer-Encoding: chunked", "", "0", "");

        for (String answer : List.of(length, chunked)) {
            assertThat(answer).startsWith("HTTP/1.1 403")
                    .contains("Bad request: the request has a body, which its method does not allow.");
        }
        assertThat(origin.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Host: a\r\nHost: b", "X: y", "Host: ", "Host: a/b", "Host: a\"b", "Host: a b", "Host: u@a",
            "Host: a:123456" })
    void missingRepeatedOrInvalidHost_isRejected(String header) {
        String answer = edge.raw("GET /a HTTP/1.1\r\nConnection: close\r\n" + header + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("Bad request: exactly one valid Host header is required.");
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void webSocket_isNotProxied() {
        String answer = edge.rawGet("/a", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(origin.last().headers().contains("Upgrade")).isFalse();
    }

    @Test
    void urlOfMoreThan8192Bytes_isRejected() {
        int rest = 8_192 - edge.url("/").length();
        assertThat(edge.get("/" + "a".repeat(rest)).statusCode()).isEqualTo(200);

        HttpResponse<String> tooLong = edge.get("/" + "a".repeat(rest + 1));
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(tooLong.body()).contains("Request too large: a URL can have at most 8192 bytes.");
    }

    @Test
    void requestHeadOfMoreThan20480Bytes_isRejected() {
        assertThat(edge.get("/a", "X-Long", "a".repeat(20_000)).statusCode()).isEqualTo(200);
        HttpResponse<String> tooLong = edge.get("/" + "a".repeat(4_000), "X-Long", "a".repeat(17_000));
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(tooLong.body()).contains("Request too large: the request line and headers can have at most 20480 bytes.");
        assertThat(edge.rawGet("/a", "X-Long: " + "a".repeat(30_000))).contains(" 413 ");
        assertThat(edge.rawGet("/" + "a".repeat(30_000))).contains(" 413 ");
    }

    @Test
    void otherProtocol_isRejected() {
        assertThat(edge.raw("HELLO\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void unverifiableSignature_isAnError() {
        KeyGroup unusable = KeyGroup.of("media", "KRSA",
                new UnusableKey(((RSAPublicKey) TestKeys.RSA.getPublic()).getModulus()));
        Distribution distribution = Distribution.builder(origin.origin())
                .defaultBehavior(CacheBehavior.restricted("*", unusable)).build();
        try (RunningEdge other = RunningEdge.of(distribution)) {
            assertThat(other.get(other.signed(AwsSigner.rsaSha256(), "/a")).statusCode()).isEqualTo(500);
            assertThat(other.event().problem())
                    .hasValue("This platform cannot verify RSA with SHA-256 signatures");
        }
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void url_isTheAddressForViewers() {
        assertThat(edge.edge.url()).hasToString("http://localhost:" + edge.edge.port());
    }

    /** A key that every provider rejects, as a platform's policy rejects algorithms. */
    private record UnusableKey(BigInteger modulus) implements RSAPublicKey {

        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        @Override
        public BigInteger getPublicExponent() {
            return BigInteger.ONE;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
