package io.quarkiverse.cloudfront.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.cli.http.Connection;
import io.quarkiverse.cloudfront.cli.http.Target;
import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** A local edge in front of an origin that has each file. */
final class AskedEdge implements AutoCloseable {

    private static final int LONGEST_LINE = 10_000;

    /** What the edge has answered. */
    final Queue<RequestEvent> events = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private final Edge edge;

    /** @param restricted whether it refuses unsigned requests */
    AskedEdge(Map<String, KeyPair> keys, boolean restricted, boolean https, Clock clock) {
        this(keys, restricted, https, clock, Map.of());
    }

    /** @param headers of each answer, as a function can add them */
    AskedEdge(Map<String, KeyPair> keys, Map<String, String> headers) {
        this(keys, true, false, Clock.systemUTC(), headers);
    }

    private AskedEdge(Map<String, KeyPair> keys, boolean restricted, boolean https, Clock clock,
            Map<String, String> headers) {
        HttpServer origin = await(vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(LONGEST_LINE))
                .requestHandler(request -> {
                    headers.forEach(request.response()::putHeader);
                    request.response().end("a file");
                })
                .listen(0, "127.0.0.1"));
        Map<String, PublicKey> publicKeys = new LinkedHashMap<>();
        keys.forEach((id, pair) -> publicKeys.put(id, pair.getPublic()));
        KeyGroup group = new KeyGroup("asked", publicKeys);
        Distribution distribution = Distribution.builder(Origin.http(URI.create("http://127.0.0.1:" + origin.actualPort())))
                .defaultBehavior(CacheBehavior.open("*"))
                .behavior(restricted ? CacheBehavior.restricted("/probe/*", group) : CacheBehavior.open("/probe/*"))
                .build();
        edge = await(Edge.start(vertx, distribution,
                EdgeOptions.defaults().withHttps(https).withClock(clock).withListener(events::add)));
    }

    URI url() {
        return edge.url();
    }

    Interview interview(Map<String, KeyPair> keys, Clock clock) throws IOException {
        return interview(Connection.to(Target.of(url())), keys, clock);
    }

    /** Asks with all of these keys. */
    static Interview interview(Connection connection, Map<String, KeyPair> keys, Clock clock) {
        return new Interview(connection, keys.entrySet().stream()
                .map(key -> new AskingKey(key.getKey(), key.getValue().getPrivate())).toList(), clock, step -> {
                });
    }

    static Path privateKey(Path directory, String id, KeyPair pair) throws IOException {
        return Files.writeString(directory.resolve(id + ".pem"), NewKey.pem(pair.getPrivate()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        List.of(edge.close(), vertx.close()).forEach(AskedEdge::await);
    }
}
