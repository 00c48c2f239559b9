package io.quarkiverse.cloudfront.signer.runtime.viewer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds the current HTTP request and its viewer.
 */
@Singleton
public class Viewers {

    /** The key under which quarkus-websockets-next stores the connection of an endpoint's method. */
    private static final String WEB_SOCKET = "io.quarkus.websockets.next.runtime.WebSocketConnectionBase";

    private final CurrentVertxRequest request;
    private final ManagedContext scope;

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
        return context == null ? null : Viewer.of(context);
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
        return VertxContext.isOnDuplicatedContext() && ContextLocals.get(WEB_SOCKET).isPresent();
    }
}
