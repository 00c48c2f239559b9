package io.quarkiverse.cloudfront.signer.runtime.viewer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Knows the HTTP request that is served, whatever kind of endpoint serves it: routes of Vert.x have no request scope. There is
 * no such bean in an application without signed fields.
 */
@Singleton
public class ServedRequests {

    private static final String KEY = ServedRequests.class.getName();
    private static final int EARLY = 10_000;

    private final Viewers viewers;

    ServedRequests(Viewers viewers) {
        this.viewers = viewers;
    }

    void register(@Observes Filters filters) {
        filters.register(ServedRequests::mark, EARLY);
    }

    private static void mark(RoutingContext request) {
        Context context = Vertx.currentContext();
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(KEY, request);
        }
        request.next();
    }

    /**
     * Whether a client waits for the rest of a response on behalf of which this thread works, or for messages.
     */
    public boolean isServing() {
        // a WebSocket has contexts of its own, without the mark of the request that opened it
        if (viewers.isWebSocket()) {
            return true;
        }
        RoutingContext request = viewers.currentRequest();
        if (request == null) {
            Context context = Vertx.currentContext();
            request = context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(KEY) : null;
        }
        return request != null && !request.response().ended();
    }
}
