package io.quarkiverse.cloudfront.edge;

/** Is notified of every request that an {@link Edge} has answered, or whose viewer left before the response began. */
@FunctionalInterface
public interface RequestListener {

    /** Called on the edge's event loop, so it must not block. */
    void onRequest(RequestEvent event);
}
