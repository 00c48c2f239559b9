package io.quarkiverse.cloudfront.signer.runtime.logout;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Remembers the current request while quarkus-oidc handles it, because the event of a back-channel logout does not contain it.
 */
public final class BackChannelRequests implements Handler<RoutingContext> {

    private static final String REQUEST = BackChannelRequests.class.getName();

    @Override
    public void handle(RoutingContext request) {
        Context context = context();
        if (context != null && request.request().method().equals(HttpMethod.POST)) {
            context.putLocal(REQUEST, request);
        }
        request.next();
    }

    /**
     * @return null if there is none
     */
    static @Nullable RoutingContext current() {
        Context context = context();
        return context == null ? null : context.getLocal(REQUEST);
    }

    private static @Nullable Context context() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context : null;
    }
}
