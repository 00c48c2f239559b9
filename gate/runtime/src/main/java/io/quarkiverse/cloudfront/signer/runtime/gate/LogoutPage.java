package io.quarkiverse.cloudfront.signer.runtime.gate;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /logout} and {@code POST /logout}: clears the signed cookies and ends the session of the application, with
 * quarkus-oidc and with form authentication.
 */
final class LogoutPage implements Handler<RoutingContext> {

    private static final int FORBIDDEN = 403;

    private final GateCallers callers;
    private final GateSession session;
    private final String clearSiteData;
    private final GateFile page;

    LogoutPage(String path, GateCallers callers, GateSession session, String clearSiteData) {
        this.callers = callers;
        this.session = session;
        this.clearSiteData = clearSiteData;
        this.page = GateFile.page("logged-out.html", path);
    }

    @Override
    public void handle(RoutingContext context) {
        boolean foreign = isForeign(context.request());
        RequestAnswer.answer(context, callers.current(context).replaceWith(true)
                .onFailure(UnauthorizedException.class).recoverWithItem(false)
                .chain(loggedIn -> {
                    if (!foreign) {
                        return logOut(context, loggedIn);
                    }
                    if (loggedIn || Viewer.hasReceipts(context)) {
                        context.response().setStatusCode(FORBIDDEN).end();
                    } else {
                        page.send(context.response());
                    }
                    return Uni.createFrom().voidItem();
                }));
    }

    /**
     * Whether another site has sent the browser here. Browsers leave out cookies of such requests, for example of images, but
     * do what the response says about the data of this site.
     */
    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return site != null ? site.equals("cross-site")
                : origin != null && !origin.endsWith("://" + request.authority());
    }

    /**
     * A browser may have cached private files, which the next user of the browser must not see.
     */
    private Uni<Void> logOut(RoutingContext context, boolean loggedIn) {
        Viewer.of(context).grants().clear();
        if (!clearSiteData.isEmpty()) {
            context.response().putHeader("Clear-Site-Data", clearSiteData);
        }
        return (loggedIn ? endSession(context) : Uni.createFrom().voidItem()).invoke(() -> page.send(context.response()));
    }

    private Uni<Void> endSession(RoutingContext context) {
        if (context.get(HttpAuthenticationMechanism.class.getName()) instanceof FormAuthenticationMechanism) {
            FormAuthenticationMechanism.logout(context);
        }
        return session.end();
    }
}
