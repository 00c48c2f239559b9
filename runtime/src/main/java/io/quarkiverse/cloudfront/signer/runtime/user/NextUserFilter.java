package io.quarkiverse.cloudfront.signer.runtime.user;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;

/**
 * Clears the signed cookies of another user with the first response to the next user of a browser, regardless of how users log
 * in.
 */
@Singleton
public class NextUserFilter {

    /** Runs before authentication, which can respond to a request itself. */
    private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION + 50;

    private final IdentityUsers users;

    NextUserFilter(IdentityUsers users) {
        this.users = users;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_AUTHENTICATION);
    }

    void handle(RoutingContext context) {
        if (Viewer.hasReceipts(context)) {
            // runs before the viewer's own handler, which writes the clearing headers
            ResponseHead.beforeSending(context, () -> {
                CookieOwner user = users.authenticated(context);
                if (user != null) {
                    Viewer.of(context).grants().clearOthers(user);
                }
            });
        }
        context.next();
    }
}
