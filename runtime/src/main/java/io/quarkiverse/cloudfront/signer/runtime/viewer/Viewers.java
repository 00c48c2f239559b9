package io.quarkiverse.cloudfront.signer.runtime.viewer;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds out who made the current HTTP request.
 */
@Singleton
public class Viewers {

    private final CurrentVertxRequest request;

    Viewers(CurrentVertxRequest request) {
        this.request = request;
    }

    /**
     * @return null outside of an HTTP request
     */
    public Viewer current() {
        RoutingContext context = currentRequest();
        return context == null ? null : Viewer.of(context);
    }

    /**
     * @return null outside of an HTTP request
     */
    public RoutingContext currentRequest() {
        return Arc.container().requestContext().isActive() ? request.getCurrent() : null;
    }
}
