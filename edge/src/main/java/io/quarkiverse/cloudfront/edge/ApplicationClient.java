package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/**
 * Sends requests to the application behind a distribution. The application gets the viewer's {@code Host}, as it would from
 * CloudFront with the origin request policy {@code AllViewer}. It also gets the headers from which it learns the viewer's
 * scheme, port, and address.
 *
 * @param address where the application currently listens; empty while it is not running
 * @param scheme the viewer's scheme
 */
record ApplicationClient(Supplier<Optional<URI>> address, HttpClient client, String scheme) {

    private static final int RESPONSE_TIMEOUT_MILLIS = 60_000;

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String FORWARDED_PORT = "X-Forwarded-Port";

    /** The viewer's headers that are removed, because an application that trusts the edge would also trust these. */
    private static final List<String> REPLACED = List.of("Forwarded", "X-Forwarded-Host", FORWARDED_PORT, "X-Forwarded-Prefix",
            FORWARDED_PROTO, "X-Forwarded-Ssl");

    /** The application's server; empty while the application is not running. */
    public Optional<OriginServer> server() {
        return address.get().map(OriginServer::of);
    }

    /**
     * Opens a request with the viewer's {@code Host}.
     *
     * @param limited whether the request fails if the application does not respond in time
     */
    public Future<HttpClientRequest> request(OriginServer server, HttpServerRequest viewer, boolean limited) {
        RequestOptions options = server.request();
        if (limited) {
            options.setIdleTimeout(RESPONSE_TIMEOUT_MILLIS);
        }
        return client.request(options).map(request -> request.putHeader(HttpHeaders.HOST, viewer.getHeader(HttpHeaders.HOST)));
    }

    /** Opens a request for a page that is the same for all viewers. */
    public Future<HttpClientRequest> page(String path, HttpServerRequest viewer) {
        return server().map(server -> request(server, viewer, true).map(request -> {
            addForwarded(request.headers(), viewer);
            return request.setURI(path);
        })).orElseGet(() -> Future.failedFuture("the address of the application is not known"));
    }

    /** Adds headers that describe the viewer to an application that evaluates forwarded headers. */
    public void addForwarded(MultiMap headers, HttpServerRequest viewer) {
        REPLACED.forEach(headers::remove);
        String host = viewer.getHeader(HttpHeaders.HOST);
        String port = host.replaceFirst("^(?:\\[[^]]*]|[^:]*):?", "");
        headers.set(FORWARDED_PROTO, scheme);
        String ofScheme = scheme.equals("https") ? "443" : "80";
        headers.set(FORWARDED_PORT, port.isEmpty() ? ofScheme : port);
        String before = viewer.getHeader(FORWARDED_FOR);
        String viewerAddress = viewer.remoteAddress().hostAddress();
        headers.set(FORWARDED_FOR, before == null ? viewerAddress : before + ", " + viewerAddress);
    }
}
