package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
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
    private final ActionPaths formPages;

    @Inject
    GateRoutes(Gates gates, GateCallers callers, Instance<GateSession> sessions, Instance<GateListener> listeners,
            Instance<FormAuthenticationMechanism> forms, Config config) {
        this.gates = gates;
        this.callers = callers;
        this.session = sessions.isResolvable() ? sessions.get() : GateSession.NONE;
        this.listener = listeners.isResolvable() ? listeners.get() : GateListener.NONE;
        this.formPages = forms.isResolvable() ? formPages(config) : ActionPaths.NONE;
    }

    private static ActionPaths formPages(Config config) {
        return ActionPaths.of(Map.of("login-page", "/login.html", "error-page", "/error.html", "post-location",
                "/j_security_check").entrySet().stream()
                .map(page -> config.getOptionalValue("quarkus.http.auth.form." + page.getKey(), String.class)
                        .orElse(page.getValue()))
                .map(path -> path.startsWith("/") ? path : "/" + path).toList());
    }

    void prepare(List<GateInfo> infos) {
        gates.prepare(infos);
    }

    Handler<RoutingContext> login(String path) {
        return new LoginPage(path, gates.at(path), gates.pages().and(formPages), callers, session, listener,
                GateFile.page("refused.html", path));
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
