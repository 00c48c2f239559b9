package io.quarkiverse.cloudfront.edge;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;

/**
 * A body with its media type. Others are {@code application/octet-stream} to the proxy of Vert.x 5; that of Vert.x 4 does not
 * ask.
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
