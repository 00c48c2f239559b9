package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Creates the handlers of the gates' routes.
 */
@Singleton
public class GateRoutes {

    private final Gates gates;
    private final GateCallers callers;
    private final Instance<GateSession> sessions;

    @Inject
    GateRoutes(Gates gates, GateCallers callers, Instance<GateSession> sessions) {
        this.gates = gates;
        this.callers = callers;
        this.sessions = sessions;
    }

    void prepare(List<GateInfo> infos) {
        gates.prepare(infos);
    }

    Handler<RoutingContext> login(String path) {
        return new LoginPage(path, gates.at(path), callers);
    }

    Handler<RoutingContext> renew(String path) {
        return new Renewal(gates.at(path), callers);
    }

    Handler<RoutingContext> logout(String path) {
        return new LogoutPage(path, callers, sessions);
    }

    Handler<RoutingContext> renewalFilter() {
        return new RenewalFilter(gates, callers);
    }
}
