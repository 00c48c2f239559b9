package io.quarkiverse.cloudfront.edge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache.CachedObject;
import io.quarkiverse.cloudfront.edge.function.DirectoryLinks;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.RefusalPage;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.quarkiverse.cloudfront.edge.request.MatchedPath;
import io.quarkiverse.cloudfront.edge.request.RequestGuard;
import io.quarkiverse.cloudfront.edge.request.RequestGuard.Rejection;
import io.quarkiverse.cloudfront.edge.request.StaticPlaylists;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;

/**
 * Handles a viewer's request. It first checks the form of the request, and then its signature if the path is restricted. Only
 * then does it use the cache and the origin.
 */
final class ViewerHandler implements Handler<HttpServerRequest> {

    /** CloudFront's own limit. */
    private static final int ORIGIN_RESPONSE_TIMEOUT_MILLIS = 30_000;

    /** The response headers policy of a private site, which makes browsers ask again before they show a file. */
    private static final MultiMap OF_PRIVATE_SITE = HttpHeaders.headers().add(HttpHeaders.CACHE_CONTROL, "private, no-cache");

    private final Distribution distribution;
    private final OriginServer origin;
    private final HttpClient client;
    private final EdgeOptions options;

    private final Verifier verifier;
    private final ApplicationClient application;
    private final List<StatusPage> pages = new ArrayList<>();
    private final RequestGuard guard;
    private final StaticPlaylists playlists;
    private final ObjectCache cache = new ObjectCache();

    ViewerHandler(Distribution distribution, OriginServer origin, HttpClient client, EdgeOptions options) {
        this.distribution = distribution;
        this.origin = origin;
        this.client = client;
        this.options = options;
        this.verifier = new Verifier(options.clock());
        this.application = new ApplicationClient(distribution.application(), client, options.scheme());
        distribution.forbiddenPage().ifPresent(
                path -> pages.add(new StatusPage(403, path, viewer -> application.page(path, viewer))));
        distribution.site().notFound().ifPresent(path -> pages.add(new StatusPage(404, path,
                viewer -> client.request(origin.request().setIdleTimeout(ORIGIN_RESPONSE_TIMEOUT_MILLIS).setURI(
                        origin.pathPrefix() + distribution.objectFor(viewer.getHeader(HttpHeaders.HOST), path))))));
        this.guard = new RequestGuard(options.scheme(), distribution.cors() != CorsPolicy.NONE);
        this.playlists = new StaticPlaylists(options.clock());
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, options, pages);
        CacheBehavior behavior = distribution.behaviorFor(MatchedPath.of(request.uri()));
        if (!behavior.application()) {
            distribution.cors().apply(request);
            distribution.forbiddenPage().ifPresent(page -> request.response().headersEndHandler(
                    ended -> ViewerHeaders.addTo(request.response().headers(), OF_PRIVATE_SITE)));
        }
        Optional<Rejection> rejection = guard.check(request, behavior);
        if (rejection.isPresent()) {
            exchange.reject(rejection.get());
        } else if (CorsPolicy.isPreflight(request) && !behavior.application()) {
            exchange.preflight();
        } else {
            admit(exchange, behavior);
        }
    }

    private void admit(Exchange exchange, CacheBehavior behavior) {
        if (behavior.trusted().isEmpty()) {
            deliver(exchange, exchange.request().uri(), behavior);
            return;
        }
        ViewerRequest request = viewerRequest(exchange.request());
        Verdict verdict;
        try {
            verdict = verifier.verify(request, behavior.trusted().get());
        } catch (IllegalStateException e) {
            exchange.reject(new Rejection(500, String.valueOf(e.getMessage())));
            return;
        }
        if (verdict instanceof Verdict.Allowed allowed) {
            exchange.decided(allowed);
            playlists.allowed(allowed.target());
            unmark(exchange, allowed.target(), request.cookies(), behavior);
        } else if (verdict instanceof Verdict.Refused refused) {
            exchange.refuse(playlists.explained(refused, request.target()));
        }
    }

    /**
     * Checks and removes the mark of a request, as the distribution's function does after the signature has been verified.
     */
    private void unmark(Exchange exchange, String target, List<ViewerRequest.Cookie> cookies, CacheBehavior behavior) {
        if (distribution.marks().isEmpty()) {
            open(exchange, target, cookies, behavior);
            return;
        }
        MarkCheck.Decision decision = distribution.marks().get().decide(exchange.request().method().name(),
                exchange.request().uri(), cookies);
        decision.pseudonym().ifPresent(exchange::isFrom);
        if (decision.refusal().isPresent()) {
            exchange.refuse(decision.refusal().get(), RefusalPage.body(distribution.forbiddenPage(),
                    exchange.request().getHeader(HttpHeaders.ACCEPT)));
        } else {
            open(exchange, decision.target(), cookies, behavior);
        }
    }

    /**
     * Answers a link that opens a directory, as the same function does.
     */
    private void open(Exchange exchange, String target, List<ViewerRequest.Cookie> cookies, CacheBehavior behavior) {
        Optional<DirectoryLinks.Opening> opening = distribution.directories() && !behavior.application()
                ? new DirectoryLinks(distribution.marks().isPresent()).open(exchange.request().method().name(),
                        exchange.request().uri(), cookies)
                : Optional.empty();
        opening.ifPresentOrElse(exchange::open, () -> deliver(exchange, target, behavior));
    }

    private void deliver(Exchange exchange, String target, CacheBehavior behavior) {
        if (behavior.application()) {
            ApplicationFetch.start(exchange, target, application);
            return;
        }
        Site.Page page = distribution.site().page(target);
        if (page.redirects()) {
            exchange.redirect(page.target());
            return;
        }
        String object = distribution.objectFor(exchange.request().getHeader(HttpHeaders.HOST), page.target());
        Optional<CachedObject> cached = cache.get(object);
        Instant now = options.clock().instant();
        if (cached.isPresent() && cached.get().isFresh(now) && !origin.cheap()) {
            new CachedAnswer(cached.get(), CacheResult.HIT).send(exchange, now);
            return;
        }
        // a proxy is only a list of interceptors; with a separate proxy, each request has its own state
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(context -> client.request(origin.request().setIdleTimeout(ORIGIN_RESPONSE_TIMEOUT_MILLIS)))
                .addInterceptor(new OriginFetch(exchange, object, cached, origin, cache, options.clock()))
                .handle(exchange.request());
    }

    private ViewerRequest viewerRequest(HttpServerRequest request) {
        List<ViewerRequest.Cookie> cookies = new ArrayList<>();
        request.headers().getAll(HttpHeaders.COOKIE).forEach(header -> cookies.addAll(ViewerRequest.Cookie.parse(header)));
        return new ViewerRequest(options.scheme(), request.getHeader(HttpHeaders.HOST), request.uri(), cookies,
                request.remoteAddress().hostAddress());
    }
}
