package io.quarkiverse.cloudfront.edge.origin;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;

/**
 * A body with its media type. The proxy of Vert.x 5 would send other bodies as {@code application/octet-stream}; that of Vert.x
 * 4 ignores the type.
 */
public record TypedBody(Body body, @Nullable String mediaType) implements Body {

    @Override
    public ReadStream<Buffer> stream() {
        return body.stream();
    }

    @Override
    public long length() {
        return body.length();
    }
}
