package io.quarkiverse.cloudfront.signer.runtime.viewer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Knows whether an HTTP request is being served by any kind of endpoint, including Vert.x routes, which do not have a request
 * scope. Applications without signed fields do not have this bean.
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
     * Whether this thread works for a client that waits for the rest of a response, or for messages.
     */
    public boolean isServing() {
        // a WebSocket has its own contexts, without the marker of the request that opened it
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
