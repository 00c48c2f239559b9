package io.quarkiverse.cloudfront.signer.runtime.viewer;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Has the viewer's headers written after those of everybody else. Handlers for the end of the headers run in the reverse order
 * of their registration, so that this one is registered before any other filter.
 */
public final class LastHeaders implements Handler<RoutingContext> {

    private static final String KEY = LastHeaders.class.getName();

    @Override
    public void handle(RoutingContext context) {
        context.put(KEY, true);
        context.addHeadersEndHandler(ignored -> Viewer.writeHeaders(context));
        context.next();
    }

    static boolean isRegistered(RoutingContext context) {
        return context.get(KEY) != null;
    }
}
