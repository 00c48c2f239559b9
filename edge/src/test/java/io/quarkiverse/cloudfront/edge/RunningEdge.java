package io.quarkiverse.cloudfront.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.vertx.core.Vertx;

/** An edge under test, with its own Vert.x, a clock that stands still, and a record of events. */
final class RunningEdge implements AutoCloseable {

    static final KeyGroup TRUSTED = new KeyGroup("media",
            Map.<String, PublicKey> of("KRSA", TestKeys.RSA.getPublic(), "KEC", TestKeys.EC.getPublic()));

    final SteppedClock clock = new SteppedClock("2026-11-24T14:00:00Z");
    final Vertx vertx = Vertx.vertx();
    final Edge edge;

    private final BlockingQueue<RequestEvent> events = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningEdge(Distribution distribution) {
        EdgeOptions options = EdgeOptions.defaults().withClock(clock).withListener(events::add);
        edge = Await.result(Edge.start(vertx, distribution, options));
    }

    static RunningEdge of(Distribution distribution) {
        return new RunningEdge(distribution);
    }

    /** Paths below {@code /private/} are restricted, all others are open. */
    static RunningEdge of(Origin origin) {
        return of(Distribution.builder(origin).behavior(CacheBehavior.restricted("/private/*", TRUSTED)).build());
    }

    String url(String target) {
        return edge.url() + target;
    }

    /** The target, signed for this edge with a canned policy that is valid for 15 minutes. */
    String signed(String target) {
        return signed(AwsSigner.ecSha256(), target);
    }

    String signed(AwsSigner signer, String target) {
        String expires = String.valueOf(later().getEpochSecond());
        return target + (target.indexOf('?') < 0 ? "?" : "&") + signer.cannedQuery(url(target), expires, expires);
    }

    Instant later() {
        return clock.instant().plus(Duration.ofMinutes(15));
    }

    HttpResponse<String> get(String target, String... headers) {
        return send("GET", target, headers);
    }

    HttpResponse<String> send(String method, String target, String... headers) {
        return call(method, target, BodyHandlers.ofString(), headers);
    }

    HttpResponse<byte[]> getBytes(String target, String... headers) {
        return call("GET", target, BodyHandlers.ofByteArray(), headers);
    }

    <T> HttpResponse<T> call(String method, String target, HttpResponse.BodyHandler<T> handler, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(target))).timeout(Duration.ofSeconds(30));
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes that a regular HTTP client would not send, and reads until the edge closes the connection. */
    String raw(String request) {
        return RawHttp.send(edge.port(), request);
    }

    /** A GET for exactly this target, on a connection that is closed afterwards. */
    String rawGet(String target, String... headerLines) {
        String lines = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
        return raw("GET " + target + " HTTP/1.1\r\nHost: localhost:" + edge.port() + "\r\nConnection: close\r\n" + lines
                + "\r\n");
    }

    /** The event of the next request that has been answered. */
    RequestEvent event() {
        try {
            RequestEvent event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event");
            }
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String xCache(HttpResponse<?> response) {
        return response.headers().firstValue("X-Cache").orElse("none");
    }

    static String header(HttpResponse<?> response, String name) {
        return String.join("|", response.headers().allValues(name));
    }

    @Override
    public void close() {
        Await.result(edge.close());
        Await.result(vertx.close());
    }
}
