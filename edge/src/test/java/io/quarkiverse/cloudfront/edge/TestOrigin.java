package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** An HTTP origin that records its requests. */
final class TestOrigin implements AutoCloseable {

    record Asked(String method, String uri, MultiMap headers) {
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> handler;

    TestOrigin(Handler<HttpServerRequest> handler) {
        this.handler = handler;
        this.server = Await.result(vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(20_000))
                .requestHandler(request -> {
                    asked.add(new Asked(request.method().name(), request.uri(),
                            MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
                    this.handler.handle(request);
                }).listen(0, "127.0.0.1"));
    }

    void answer(Handler<HttpServerRequest> other) {
        handler = other;
    }

    Origin origin() {
        return Origin.http(url());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
