package io.quarkiverse.cloudfront.edge;

import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.edge.Exchange.ErrorPage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyResponse;

/**
 * The response to a request that an origin does not answer.
 *
 * @param origin the name of the origin, for the log
 * @param sentence the explanation for the viewer
 */
record OriginFailure(String origin, String sentence) {

    /** Responds with an error. The future fails if the viewer has left. */
    Future<ProxyResponse> answer(Exchange exchange, ProxyContext context, Throwable failure) {
        // the proxy resets its request to the origin if the viewer's stream breaks; over HTTP/1.1, only the proxy can do so
        if (failure instanceof StreamResetException || exchange.request().response().closed()) {
            exchange.abandoned();
            return Future.failedFuture(failure);
        }
        boolean timeout = failure instanceof TimeoutException;
        int status = timeout ? 504 : 502;
        exchange.failed(origin + (timeout ? " did not answer in time"
                : " cannot be reached: " + failure.getClass().getSimpleName()));
        ErrorPage page = ErrorPage.of(status, sentence);
        ProxyResponse response = context.request().release().response().setStatusCode(status)
                .setBody(new TypedBody(Body.body(Buffer.buffer(page.body())), page.contentType()));
        return Future.succeededFuture(response.putHeader(HttpHeaders.SERVER, "CloudFront")
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType()));
    }

    /**
     * A body with its media type. The proxy of Vert.x 5 would send other bodies as {@code application/octet-stream}, whereas
     * the proxy of Vert.x 4 ignores the type.
     */
    record TypedBody(Body body, @Nullable String mediaType) implements Body {

        @Override
        public ReadStream<Buffer> stream() {
            return body.stream();
        }

        @Override
        public long length() {
            return body.length();
        }
    }
}
