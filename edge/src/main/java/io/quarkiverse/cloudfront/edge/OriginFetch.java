package io.quarkiverse.cloudfront.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.cloudfront.edge.OriginFailure.TypedBody;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.cache.Freshness;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache.CachedObject;
import io.quarkiverse.cloudfront.edge.cache.RecordingStream;
import io.quarkiverse.cloudfront.edge.cache.Validators;
import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Forwards one request to the origin, and its response to the viewer and the cache. The origin gets the target as the viewer
 * sent it, without CloudFront's parameters and with the default root object. It gets only the headers that concern ranges and
 * conditions.
 *
 * @param cached the cached object that the origin must confirm; empty if there is none
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html">Request
 *      and response behavior for custom origins</a>
 */
record OriginFetch(Exchange exchange, String target, Optional<CachedObject> cached, OriginServer origin, ObjectCache cache,
        Clock clock) implements ProxyInterceptor {

    private static final List<CharSequence> FORWARDED = List.of(HttpHeaderNames.RANGE, HttpHeaderNames.IF_RANGE,
            HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        request.setURI(origin.pathPrefix() + target);
        MultiMap headers = request.headers().clear();
        if (cached.isPresent()) {
            Validators validators = cached.get().validators();
            validators.etag().ifPresent(etag -> headers.set(HttpHeaders.IF_NONE_MATCH, etag));
            validators.lastModified()
                    .ifPresent(date -> headers.set(HttpHeaders.IF_MODIFIED_SINCE, Validators.format(date)));
        } else {
            MultiMap viewer = exchange.request().headers();
            FORWARDED.stream().filter(viewer::contains).forEach(name -> headers.add(name, viewer.get(name)));
        }
        headers.set(HttpHeaders.USER_AGENT, "Amazon CloudFront");
        headers.set(HttpHeaderNames.VIA, "1.1 localhost (CloudFront)");
        headers.set("X-Forwarded-For", exchange.request().remoteAddress().hostAddress());
        OriginFailure reaction = new OriginFailure("the origin " + origin.host() + ":" + origin.port(),
                "CloudFront wasn't able to connect to the origin.");
        return context.sendRequest().recover(failure -> reaction.answer(exchange, context, failure));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        Instant now = clock.instant();
        if (cached.isPresent() && response.getStatusCode() == 304) {
            response.release();
            return answerConfirmed(cached.get(), now);
        }
        cache.remove(target);
        return exchange.withStatusPage(response, () -> forward(context, now));
    }

    private Future<Void> forward(ProxyContext context, Instant now) {
        ProxyResponse response = context.response();
        ViewerHeaders.clean(response.headers());
        Duration lifetime = Freshness.lifetime(response.headers(), now);
        MultiMap storable = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        ViewerHeaders.removeTaken(exchange.request().response().headers(), response.headers());
        exchange.servedFrom(response.getStatusCode() < 400 ? CacheResult.MISS : CacheResult.ERROR);

        boolean whole = response.getStatusCode() == 200 && exchange.request().method().equals(HttpMethod.GET);
        if (!whole || lifetime.isZero() || response.getBody().length() > ObjectCache.MAX_OBJECT_BYTES) {
            return send(context);
        }
        RecordingStream recording = new RecordingStream(response.getBody().stream(), ObjectCache.MAX_OBJECT_BYTES);
        response.setBody(new TypedBody(Body.body(recording, response.getBody().length()),
                response.headers().get(HttpHeaders.CONTENT_TYPE)));
        return send(context).map(sent -> {
            recording.recorded().ifPresent(body -> cache.put(target,
                    new CachedObject(storable, body, Validators.of(storable), now, now.plus(lifetime))));
            return sent;
        });
    }

    private Future<Void> send(ProxyContext context) {
        return context.sendResponse().onFailure(brokenOff -> exchange.report());
    }

    private Future<Void> answerConfirmed(CachedObject object, Instant now) {
        CachedObject confirmed = object.confirmed(now, Freshness.lifetime(object.headers(), now));
        cache.put(target, confirmed);
        // a directory is asked for every request; CloudFront would not ask, so its response would be a plain hit
        CacheResult result = origin.cheap() ? CacheResult.HIT : CacheResult.REFRESH_HIT;
        return new CachedAnswer(confirmed, result).send(exchange, now);
    }
}
