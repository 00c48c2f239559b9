package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Creates the handlers of the gates' routes.
 */
@Singleton
public class GateRoutes {

    private final Gates gates;
    private final GateCallers callers;
    private final GateSession session;
    private final GateListener listener;

    @Inject
    GateRoutes(Gates gates, GateCallers callers, Instance<GateSession> sessions, Instance<GateListener> listeners) {
        this.gates = gates;
        this.callers = callers;
        this.session = sessions.isResolvable() ? sessions.get() : GateSession.NONE;
        this.listener = listeners.isResolvable() ? listeners.get() : GateListener.NONE;
    }

    void prepare(List<GateInfo> infos) {
        gates.prepare(infos);
    }

    Handler<RoutingContext> login(String path) {
        return new LoginPage(path, gates.at(path), callers, session, listener, GateFile.page("refused.html", path));
    }

    Handler<RoutingContext> renew(String path) {
        return new Renewal(gates.at(path), callers, listener);
    }

    Handler<RoutingContext> logout(String path, String clearSiteData) {
        return new LogoutPage(callers, session, clearSiteData, GateFile.page("logged-out.html", path));
    }

    Handler<RoutingContext> pendingLoginFilter(List<String> paths) {
        PendingLogins pending = new PendingLogins(paths);
        return context -> pending.resume(context, callers);
    }

    Handler<RoutingContext> renewalFilter() {
        return new RenewalFilter(gates, callers, listener);
    }
}
