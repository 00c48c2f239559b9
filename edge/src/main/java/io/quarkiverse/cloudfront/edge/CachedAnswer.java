package io.quarkiverse.cloudfront.edge;

import java.time.Instant;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.cloudfront.edge.cache.ByteRange;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache.CachedObject;
import io.quarkiverse.cloudfront.edge.origin.S3Error;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A response from the cache: the object, a part of it, or status 304 if the viewer already has it. */
record CachedAnswer(CachedObject object, CacheResult result) {

    Future<Void> send(Exchange exchange, Instant now) {
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = request.response();
        exchange.servedFrom(result);
        ViewerHeaders.addTo(response.headers(), object.headers());
        response.putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.putHeader(HttpHeaders.AGE, String.valueOf(object.age(now).toSeconds()));
        if (object.validators().notModified(request.headers())) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
            return response.setStatusCode(304).end();
        }
        return sendBody(request, response);
    }

    private Future<Void> sendBody(HttpServerRequest request, HttpServerResponse response) {
        Buffer body = object.body();
        boolean head = request.method().equals(HttpMethod.HEAD);
        boolean ranges = !head && object.validators().rangeApplies(request.headers());
        ByteRange range = ByteRange.parse(ranges ? request.getHeader(HttpHeaderNames.RANGE) : null, body.length());
        if (range instanceof ByteRange.Unsatisfiable) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + body.length());
            return S3Error.invalidRange().send(response, 416);
        }
        if (range instanceof ByteRange.Part part) {
            body = body.slice((int) part.first(), (int) part.last() + 1);
            response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_RANGE, part.contentRange(object.body().length()));
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        return head ? response.end() : response.end(body);
    }
}
