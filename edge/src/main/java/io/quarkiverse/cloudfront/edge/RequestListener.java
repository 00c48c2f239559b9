package io.quarkiverse.cloudfront.edge;

/** Is told of every request an {@link Edge} has answered, and of each whose viewer left before it could. */
@FunctionalInterface
public interface RequestListener {

    /** Called on the edge's event loop, which it must not block. */
    void onRequest(RequestEvent event);

    /** A listener that calls this one first, then the other. */
    default RequestListener andThen(RequestListener other) {
        return event -> {
            onRequest(event);
            other.onRequest(event);
        };
    }
}
