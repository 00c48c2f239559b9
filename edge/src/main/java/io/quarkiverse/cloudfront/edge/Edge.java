package io.quarkiverse.cloudfront.edge;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.TooLongFrameException;
import io.quarkiverse.cloudfront.edge.origin.DirectoryServer;
import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.request.RequestGuard;
import io.quarkiverse.cloudfront.edge.request.RequestGuard.Rejection;
import io.quarkiverse.cloudfront.edge.tls.SelfSignedCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * A running stand-in for a CloudFront distribution, over HTTP or HTTPS. It verifies signed URLs and signed cookies, responds as
 * CloudFront does, and tells a listener why it refuses a request.
 *
 * <pre>{@code
 * Distribution distribution = Distribution.builder(Origin.directory(Path.of("pictures")))
 *         .behavior(CacheBehavior.restricted("/private/*", KeyGroup.of("media", "K2JCJMDEHXQW5F", publicKey)))
 *         .build();
 * Edge.start(vertx, distribution, EdgeOptions.defaults().withPort(8180)).onSuccess(edge -> LOG.info(edge.url()));
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public final class Edge {

    private static final int MAX_ORIGIN_CONNECTIONS = 64;

    private final HttpServer server;
    private final Optional<HttpServer> directoryServer;
    private final HttpClient client;
    private final String address;

    private Edge(HttpServer server, Optional<HttpServer> directoryServer, HttpClient client, String address) {
        this.server = server;
        this.directoryServer = directoryServer;
        this.client = client;
        this.address = address;
    }

    /**
     * Starts an edge. The future fails if the edge cannot listen on the port.
     *
     * @param vertx the Vert.x instance. The caller closes it after having {@linkplain #close closed} this edge
     * @throws IllegalStateException if HTTPS is enabled, but BouncyCastle, which creates the certificate, is not on the class
     *         path
     */
    public static Future<Edge> start(Vertx vertx, Distribution distribution, EdgeOptions options) {
        HttpServerOptions viewers = viewerOptions(options);
        if (distribution.origin() instanceof Origin.Directory directory) {
            return DirectoryServer.start(vertx, directory.root(), RequestGuard.MAX_REQUEST_LENGTH)
                    .compose(server -> listen(vertx, distribution, options, viewers,
                            OriginServer.ofDirectory(server.actualPort()), Optional.of(server)));
        }
        OriginServer origin = OriginServer.of(((Origin.Http) distribution.origin()).url());
        return listen(vertx, distribution, options, viewers, origin, Optional.empty());
    }

    /** The port on which this edge listens. */
    public int port() {
        return server.actualPort();
    }

    /**
     * The address of this edge as viewers see it: {@code http://localhost:PORT}, or {@code https} in place of {@code http}.
     * Sign URLs for this address.
     */
    public URI url() {
        return URI.create(address + ":" + port());
    }

    /** Stops this edge. Requests in progress are aborted. */
    public Future<Void> close() {
        Future<Void> directory = directoryServer.map(HttpServer::close).orElseGet(Future::succeededFuture);
        return Future.join(server.close(), directory, client.close()).mapEmpty();
    }

    private static Future<Edge> listen(Vertx vertx, Distribution distribution, EdgeOptions options,
            HttpServerOptions viewers, OriginServer origin, Optional<HttpServer> directoryServer) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setMaxInitialLineLength(RequestGuard.MAX_REQUEST_LENGTH)
                        .setMaxHeaderSize(RequestGuard.MAX_REQUEST_LENGTH),
                new PoolOptions().setHttp1MaxSize(MAX_ORIGIN_CONNECTIONS));
        HttpServer server = vertx.createHttpServer(viewers);
        Edge edge = new Edge(server, directoryServer, client, options.scheme() + "://localhost");
        return server.requestHandler(new ViewerHandler(distribution, origin, client, options))
                .invalidRequestHandler(Edge::rejectUnreadable)
                .listen(options.port(), "127.0.0.1")
                .map(edge)
                .recover(failure -> edge.close().transform(closed -> Future.failedFuture(failure)));
    }

    private static HttpServerOptions viewerOptions(EdgeOptions options) {
        // the guard responds to requests that are too long; the server's own limits only protect its memory
        HttpServerOptions serverOptions = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(RequestGuard.MAX_REQUEST_LENGTH)
                .setMaxHeaderSize(RequestGuard.MAX_REQUEST_LENGTH);
        if (options.https()) {
            // without ALPN, viewers use HTTP/1.1 and send the Host header that the guard requires
            serverOptions.setSsl(true).setUseAlpn(false).setKeyCertOptions(certificate());
        }
        return serverOptions;
    }

    private static PemKeyCertOptions certificate() {
        try {
            return SelfSignedCertificate.create();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("An edge that speaks HTTPS requires BouncyCastle for its certificate: add the "
                    + "dependency org.bouncycastle:bcprov-jdk18on, or use HTTP", e);
        }
    }

    private static void rejectUnreadable(HttpServerRequest request) {
        boolean tooLong = request.decoderResult().cause() instanceof TooLongFrameException;
        EdgeOptions unheard = EdgeOptions.defaults().withListener(event -> {
        });
        new Exchange(request, unheard, List.of())
                .reject(tooLong ? new Rejection(413, "Request too large.") : new Rejection(400, "Bad request."));
        request.connection().close();
    }
}
