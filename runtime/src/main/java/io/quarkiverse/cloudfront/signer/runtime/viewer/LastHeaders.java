package io.quarkiverse.cloudfront.signer.runtime.viewer;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes the signer's headers after all others. Handlers for the end of the headers run in reverse order of registration, so
 * this must be the first route, before the application's routes and filters with the same order.
 */
public final class LastHeaders implements Handler<RoutingContext> {

    private static final String KEY = LastHeaders.class.getName();

    /** The warnings of the application, each of which is only logged once. */
    private final CachingWarnings warnings = new CachingWarnings();

    public static void addTo(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(new LastHeaders());
    }

    @Override
    public void handle(RoutingContext context) {
        context.put(KEY, warnings);
        ResponseHead.beforeSending(context, () -> Viewer.writeHeaders(context));
        context.next();
    }

    /**
     * @return null if the request has not passed this route
     */
    static @Nullable CachingWarnings warnings(RoutingContext context) {
        return context.get(KEY);
    }
}
