package io.quarkiverse.cloudfront.conformance;

import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.quarkiverse.cloudfront.edge.Distribution;
import io.quarkiverse.cloudfront.edge.Edge;
import io.quarkiverse.cloudfront.edge.EdgeOptions;
import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A local edge with pages for the statuses 403 and 404, and a server that makes a single-page site of it. */
final class PagesEdge implements AutoCloseable {

    /** The paths of the pages that the edge has asked for. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Edge edge;
    private final HttpServer singlePage;

    /** @param function whether its function refuses all signed requests */
    PagesEdge(Map<String, KeyPair> keys, boolean function) {
        HttpServer origin = AskedEdge.await(vertx.createHttpServer().requestHandler(request -> {
            asked.add(request.uri());
            boolean missing = request.uri().equals("/probe/missing.txt");
            request.response().setStatusCode(missing ? 404 : 200).end(missing ? "missing" : "page");
        }).listen(0, "127.0.0.1"));
        URI address = URI.create("http://127.0.0.1:" + origin.actualPort());
        Map<String, PublicKey> publicKeys = new LinkedHashMap<>();
        keys.forEach((id, pair) -> publicKeys.put(id, pair.getPublic()));
        Distribution.Builder distribution = Distribution.builder(Origin.http(address))
                .behavior(CacheBehavior.application("/errors/*")).application(() -> Optional.of(address))
                .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("asked", publicKeys)))
                .forbiddenPage("/errors/403.html").site(new Site(List.of(), Optional.of("/probe/errors/404.html")));
        if (function) {
            distribution.marks(new MarkCheck(List.of(MarkKey.of(new byte[32])), true, key -> Optional.empty()));
        }
        edge = AskedEdge.await(Edge.start(vertx, distribution.build(), EdgeOptions.defaults().withListener(event -> {
        })));
        singlePage = AskedEdge.await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    /** The hosts, as the function of the template names them. */
    Map<String, String> names() {
        return Map.of("X-Probe-Pages", edge.url().getAuthority(), "X-Probe-Single-Page",
                "localhost:" + singlePage.actualPort());
    }

    /** Gives error pages the status 200. */
    private void answer(HttpServerRequest viewer) {
        client.request(viewer.method(), edge.url().getPort(), "127.0.0.1", viewer.uri()).compose(request -> {
            request.headers().addAll(viewer.headers());
            return request.send();
        }).compose(response -> response.body().compose(body -> {
            boolean page = "Error from cloudfront".equals(response.getHeader("X-Cache"));
            viewer.response().headers().addAll(response.headers());
            return viewer.response().setStatusCode(page ? 200 : response.statusCode()).end(body);
        }));
    }

    @Override
    public void close() {
        AskedEdge.await(edge.close());
        AskedEdge.await(vertx.close());
    }
}
