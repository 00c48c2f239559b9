package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.SiteData;
import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /logout} and {@code POST /logout}: clears the signed cookies and ends the session of the application, with
 * quarkus-oidc and with form authentication. If quarkus-oidc also ends the session at the provider, it leads there.
 */
final class LogoutPage implements Handler<RoutingContext> {

    private static final int SEE_OTHER = 303;
    private static final int FORBIDDEN = 403;

    private final GateCallers callers;
    private final GateSession session;
    private final Set<SiteData> cleared;
    private final GateFile page;

    LogoutPage(String path, GateCallers callers, GateSession session, Set<SiteData> cleared) {
        this.callers = callers;
        this.session = session;
        this.cleared = cleared;
        this.page = GateFile.page("logged-out.html", path);
    }

    /**
     * A provider leads back here after the session has ended. {@link IntentFilter} refuses other sites before.
     */
    @Override
    public void handle(RoutingContext context) {
        boolean foreign = IntentFilter.isForeign(context.request());
        RequestAnswer.answer(context, callers.current(context).onFailure(UnauthorizedException.class).recoverWithNull()
                .chain(caller -> {
                    if (!foreign) {
                        return logOut(context, caller);
                    }
                    if (caller != null) {
                        context.response().setStatusCode(FORBIDDEN).end();
                    } else {
                        page.send(context.response());
                    }
                    return Uni.createFrom().voidItem();
                }));
    }

    private Uni<Void> logOut(RoutingContext context, @Nullable GateCaller caller) {
        Viewer.of(context).grants().clear();
        return (caller == null ? Uni.createFrom().<@Nullable String> nullItem() : endSession(context, caller))
                .invoke(next -> answer(context.response(), next)).replaceWithVoid();
    }

    private Uni<@Nullable String> endSession(RoutingContext context, GateCaller caller) {
        if (context.get(HttpAuthenticationMechanism.class.getName()) instanceof FormAuthenticationMechanism) {
            FormAuthenticationMechanism.logout(context);
        }
        return session.end(context, caller.identity());
    }

    /**
     * A browser may have cached private files, which the next user of the browser must not see.
     *
     * @param next the page that ends the session, which its cookie identifies
     */
    private void answer(HttpServerResponse response, @Nullable String next) {
        Set<SiteData> data = new TreeSet<>(cleared);
        if (next != null) {
            data.remove(SiteData.COOKIES);
        }
        if (!data.isEmpty()) {
            response.putHeader("Clear-Site-Data", SiteData.header(data));
        }
        if (next == null) {
            page.send(response);
        } else {
            response.setStatusCode(SEE_OTHER).putHeader(HttpHeaders.LOCATION, next)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
        }
    }
}
