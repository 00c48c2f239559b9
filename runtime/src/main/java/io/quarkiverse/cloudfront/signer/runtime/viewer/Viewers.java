package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds the current HTTP request and its viewer.
 */
@Singleton
public class Viewers {

    private static final Logger LOG = Logger.getLogger(Viewers.class);

    /** The key under which quarkus-websockets-next stores the connection of an endpoint's method. */
    private static final String WEB_SOCKET = "io.quarkus.websockets.next.runtime.WebSocketConnectionBase";

    private final CurrentVertxRequest request;
    private final ManagedContext scope;
    private final AtomicBoolean warned = new AtomicBoolean();

    @Inject
    public Viewers(CurrentVertxRequest request) {
        this(request, Arc.container().requestContext());
    }

    /**
     * @param scope the request scope
     */
    public Viewers(CurrentVertxRequest request, ManagedContext scope) {
        this.request = request;
        this.scope = scope;
    }

    /**
     * @return null outside of an HTTP request
     */
    public @Nullable Viewer current() {
        RoutingContext context = currentRequest();
        if (context == null) {
            return null;
        }
        Viewer viewer = Viewer.of(context);
        viewer.onOverruledCaching(this::warnOnce);
        return viewer;
    }

    private void warnOnce(String caching) {
        if (warned.compareAndSet(false, true)) {
            LOG.warnf(
                    "A response with signed cookies had the header %s, with which a shared cache could return one user's "
                            + "cookies to other users. It was replaced by \"Cache-Control: private, no-store\", as it is for "
                            + "all "
                            + "such responses. Exclude them from quarkus.http.header, filters, and your own code",
                    caching);
        }
    }

    /**
     * @return null outside of an HTTP request
     */
    public @Nullable RoutingContext currentRequest() {
        return hasRequestContext() ? request.getCurrent() : null;
    }

    /**
     * Whether this thread has a request context.
     */
    public boolean hasRequestContext() {
        return scope.isActive();
    }

    /**
     * Whether a method of a WebSocket endpoint is being called.
     */
    public boolean isWebSocket() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) && context.getLocal(WEB_SOCKET) != null;
    }
}
