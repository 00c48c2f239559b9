package io.quarkiverse.cloudfront.signer.runtime.user;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * With the first response to the next user of a browser, clears the signed cookies of the previous user, regardless of how
 * users log in.
 */
@Singleton
public class NextUserFilter implements Handler<RoutingContext> {

    private final IdentityUsers users;

    NextUserFilter(IdentityUsers users) {
        this.users = users;
    }

    @Override
    public void handle(RoutingContext context) {
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
