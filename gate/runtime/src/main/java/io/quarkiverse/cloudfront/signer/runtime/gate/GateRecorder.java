package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Passes the gates that the build has found to the running application.
 */
@Recorder
public class GateRecorder {

    private static final Logger LOG = Logger.getLogger(GateRecorder.class);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String LOGGED_OUT = "io.quarkus.oidc.runtime.LogoutException";

    /**
     * Reports that there is no gate, for example because a profile does not set the property.
     */
    public void reportNone() {
        LOG.info(
                "There is no gate, so no login protects the site. Set quarkus.cloudfront-signer.gate.resource to the files that "
                        + "are private, such as /*, or remove quarkus-cloudfront-signer-gate");
    }

    public void prepare(BeanContainer container, List<GateInfo> gates) {
        container.beanInstance(GateRoutes.class).prepare(gates);
    }

    public Handler<RoutingContext> login(BeanContainer container, String path) {
        return only(READING, container.beanInstance(GateRoutes.class).login(path));
    }

    public Handler<RoutingContext> renew(BeanContainer container, String path) {
        return only(Set.of(HttpMethod.POST), container.beanInstance(GateRoutes.class).renew(path));
    }

    /**
     * @param clearSiteData the value of the {@code Clear-Site-Data} header, which makes the browser clear stored data; empty to
     *        keep the data
     */
    public Handler<RoutingContext> logout(BeanContainer container, String path, String clearSiteData) {
        return only(Set.of(HttpMethod.GET, HttpMethod.POST),
                container.beanInstance(GateRoutes.class).logout(path, clearSiteData));
    }

    public Handler<RoutingContext> renewalFilter(BeanContainer container) {
        return container.beanInstance(GateRoutes.class).renewalFilter();
    }

    /**
     * Prevents requests that the user did not intend from logging users in or out.
     */
    public Handler<RoutingContext> intentFilter(List<String> paths) {
        return new IntentFilter(paths, ConfigProvider.getConfig());
    }

    /**
     * Observes how Quarkus's authentication answers requests to the pages of gates.
     */
    public Handler<RoutingContext> authenticationFilter(List<String> paths) {
        RenewalStatus status = new RenewalStatus(paths);
        PendingLogins pending = new PendingLogins(paths);
        return context -> {
            status.observe(context);
            pending.observe(context);
            context.next();
        };
    }

    /**
     * Asks for a login if a request fails after a back-channel logout. Such a request fails if the user's token expires soon.
     * With lazy authentication, it even fails twice.
     */
    public Handler<RoutingContext> logoutFailure() {
        return context -> {
            if (!LOGGED_OUT.equals(String.valueOf(context.failure()))) {
                context.next();
            } else if (!context.response().ended()) {
                context.fail(new UnauthorizedException(context.failure()));
            }
        };
    }

    public Handler<RoutingContext> pendingLoginFilter(BeanContainer container, List<String> paths) {
        return container.beanInstance(GateRoutes.class).pendingLoginFilter(paths);
    }

    /**
     * Sends the files that are the same for all viewers. This happens before the authentication, which would answer a request
     * with an invalid session itself. The viewer would then get a redirect instead of the script that leads to the login and
     * back.
     */
    public Handler<RoutingContext> files(List<String> paths) {
        Map<String, GateFile> files = GateFile.ofAllViewers(paths);
        return only(READING, context -> Optional.ofNullable(files.get(context.normalizedPath()))
                .ifPresentOrElse(file -> file.send(context.response()), context::next));
    }

    private static Handler<RoutingContext> only(Set<HttpMethod> methods, Handler<RoutingContext> handler) {
        return context -> {
            if (methods.contains(context.request().method())) {
                handler.handle(context);
            } else {
                context.next();
            }
        };
    }
}
