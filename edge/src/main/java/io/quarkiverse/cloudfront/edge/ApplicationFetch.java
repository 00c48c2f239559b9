package io.quarkiverse.cloudfront.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.quarkiverse.cloudfront.edge.request.RequestGuard.Rejection;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Forwards one request to the application, and its response to the viewer. Like a cache behavior with the managed policies
 * {@code CachingDisabled} and {@code AllViewer}, it forwards all methods, headers, cookies, and parameters, and does not cache
 * anything.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">Managed
 *      origin request policies</a>
 */
record ApplicationFetch(Exchange exchange, OriginServer server) implements ProxyInterceptor {

    private static final String NOT_RUNNING = "The application does not answer. It may be restarting: try again.";

    /** @param target the path and query for the application */
    static void start(Exchange exchange, String target, ApplicationClient application) {
        application.server().ifPresentOrElse(server -> {
            HttpServerRequest viewer = exchange.request();
            boolean webSocket = "websocket".equalsIgnoreCase(viewer.getHeader(HttpHeaders.UPGRADE));
            // added to the viewer's request, because the proxy does not call interceptors for a WebSocket
            application.addForwarded(viewer.headers(), viewer);
            viewer.headers().add(HttpHeaderNames.VIA, "1.1 localhost (CloudFront)").remove(HttpHeaders.EXPECT);
            HttpProxy.reverseProxy(application.client())
                    .origin(context -> application.request(server, viewer, !webSocket)
                            .map(request -> request.setURI(target)))
                    .addInterceptor(new ApplicationFetch(exchange, server))
                    .handle(viewer);
        }, () -> exchange.reject(new Rejection(502, NOT_RUNNING)));
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        OriginFailure reaction = new OriginFailure("the application at " + server.host() + ":" + server.port(), NOT_RUNNING);
        return context.sendRequest().recover(failure -> reaction.answer(exchange, context, failure));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        return exchange.withStatusPage(context.response(), () -> {
            ProxyResponse response = context.response();
            exchange.servedFrom(response.getStatusCode() < 400 ? CacheResult.MISS : CacheResult.ERROR);
            ViewerHeaders.removeOfConnection(response.headers());
            ViewerHeaders.removeTaken(exchange.request().response().headers(), response.headers());
            return context.sendResponse().onFailure(brokenOff -> exchange.report());
        });
    }
}
