package io.quarkiverse.cloudfront.signer.runtime.security;

import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes signed cookies back when a session of quarkus-oidc ends or another one begins. It looks at what happens to the session
 * cookie, since that is the same for each way to log out: events are not fired for all of them, and not all events know the
 * request that they belong to.
 */
public final class OidcSessionWatch implements Handler<RoutingContext> {

    private static final String SESSION_COOKIE = "q_session";

    @Override
    public void handle(RoutingContext context) {
        if (hasReceipts(context)) {
            boolean hadSession = hasSession(context);
            // writes the headers after the handler below has looked: the last one added comes first
            Viewer viewer = Viewer.of(context);
            context.addHeadersEndHandler(ignored -> {
                if (hadSession ? sessionEnded(context) : hasSession(context)) {
                    viewer.grants().clear();
                }
            });
        }
        context.next();
    }

    private static boolean hasReceipts(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (Viewer.isReceipt(cookie.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSession(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (cookie.getName().startsWith(SESSION_COOKIE) && !cookie.getValue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean sessionEnded(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (cookie.getName().startsWith(SESSION_COOKIE) && cookie.getValue().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
