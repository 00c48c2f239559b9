package io.quarkiverse.cloudfront.cli;

import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.RequestEvent;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** A local edge, over https, in front of an origin that has each file. It restricts {@code /private/*}. */
public final class LocalEdge implements AutoCloseable {

    /** What the edge has answered. */
    public final Queue<RequestEvent> events = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private final Edge edge;

    /** @param keys the key group */
    public LocalEdge(Map<String, KeyPair> keys) {
        HttpServer origin = await(vertx.createHttpServer().requestHandler(request -> request.response().end("a file"))
                .listen(0, "127.0.0.1"));
        Map<String, PublicKey> publicKeys = new LinkedHashMap<>();
        keys.forEach((id, pair) -> publicKeys.put(id, pair.getPublic()));
        Distribution distribution = Distribution.builder(Origin.http(URI.create("http://127.0.0.1:" + origin.actualPort())))
                .defaultBehavior(CacheBehavior.open("*"))
                .behavior(CacheBehavior.restricted("/private/*", new KeyGroup("media", publicKeys))).build();
        edge = await(Edge.start(vertx, distribution, EdgeOptions.defaults().withHttps(true).withListener(events::add)));
    }

    public URI url() {
        return edge.url();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        List.of(edge.close(), vertx.close()).forEach(LocalEdge::await);
    }
}
