package io.quarkiverse.cloudfront.signer.runtime.gate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /logout} and {@code POST /logout}: clears the signed cookies and ends the session of the application, with
 * quarkus-oidc and with form authentication. If quarkus-oidc has a page that also ends the session at the provider, that page
 * answers instead.
 *
 * @param page the answer to a viewer who has logged out
 */
record LogoutPage(GateCallers callers, GateSession session, String clearSiteData,
        GateFile page) implements Handler<RoutingContext> {

    /**
     * Also handles the redirect from a provider that has ended the session. {@link IntentFilter} has already refused logouts
     * that other sites request.
     */
    @Override
    public void handle(RoutingContext context) {
        boolean foreign = IntentFilter.isForeign(context.request());
        RequestAnswer.answer(context, callers.current(context).onFailure(UnauthorizedException.class).recoverWithNull()
                .chain(caller -> {
                    if (foreign && caller != null) {
                        IntentFilter.refuse(context.response());
                        return Uni.createFrom().voidItem();
                    }
                    return (caller == null ? Uni.createFrom().<@Nullable String> nullItem() : endSession(context, caller))
                            .invoke(other -> answer(context, foreign, other)).replaceWithVoid();
                }));
    }

    private Uni<@Nullable String> endSession(RoutingContext context, GateCaller caller) {
        if (context.get(HttpAuthenticationMechanism.class.getName()) instanceof FormAuthenticationMechanism) {
            FormAuthenticationMechanism.logout(context);
        }
        return session.end(context, caller.identity());
    }

    /**
     * Clears the cookies and the private files that the browser may have cached, because the next user of the browser must not
     * see these files. If quarkus-oidc has its own logout page, that page answers this request instead. The distribution
     * therefore does not need a cache behavior for the path of that page.
     */
    private void answer(RoutingContext context, boolean foreign, @Nullable String other) {
        if (other != null) {
            context.reroute(other);
            return;
        }
        if (!foreign) {
            Viewer.of(context).grants().clear();
            if (!clearSiteData.isEmpty()) {
                context.response().putHeader("Clear-Site-Data", clearSiteData);
            }
        }
        page.send(context.response());
    }
}
