package io.quarkiverse.cloudfront.signer.runtime.logout;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Remembers the current request while quarkus-oidc handles it, because the event of a back-channel logout does not contain it.
 */
public final class BackChannelRequests implements Handler<RoutingContext> {

    private static final String REQUEST = BackChannelRequests.class.getName();

    @Override
    public void handle(RoutingContext request) {
        if (VertxContext.isOnDuplicatedContext() && request.request().method().equals(HttpMethod.POST)) {
            ContextLocals.put(REQUEST, request);
        }
        request.next();
    }

    /**
     * @return null if there is no current request
     */
    static @Nullable RoutingContext current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.<@Nullable RoutingContext> get(REQUEST, null) : null;
    }
}
