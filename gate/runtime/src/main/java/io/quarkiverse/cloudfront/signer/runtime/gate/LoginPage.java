package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieResponse;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /login?return=/docs/a.html}: has the viewer log in, sets the cookies, and leads back. A viewer whom CloudFront
 * refuses again is told why, instead of being sent round in circles.
 *
 * @param path the path of the gates
 * @param actions the paths to which the page must not lead users back
 * @param refused the page for a viewer who is not let in
 */
record LoginPage(String path, List<Gate> gates, ActionPaths actions, GateCallers callers, GateSession session,
        GateListener listener, GateFile refused) implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(LoginPage.class);

    /** The parameter with which the user asks to log in again despite an existing session. */
    static final String FRESH = "fresh";

    private static final int SEE_OTHER = 303;

    @Override
    public void handle(RoutingContext context) {
        if (!isPage(context)) {
            context.response().setStatusCode(IntentFilter.REFUSED).end();
            return;
        }
        RequestAnswer.answer(context, callers.current(context).chain(caller -> {
            if (isFresh(context, path) && session.isOf(caller.identity())) {
                throw new UnauthorizedException("quarkus-oidc ends the session, and asks the provider for a login");
            }
            return open(context, returnPath(context, caller.identity()), caller);
        }));
    }

    /**
     * Whether the user asks to log in again. Requests from other sites do not count, because they must not end a session.
     *
     * @param path the path of the gate
     */
    static boolean isFresh(RoutingContext context, String path) {
        return context.request().method().equals(HttpMethod.GET) && context.request().path().equals(page(path))
                && isFresh(context.request().uri()) && !IntentFilter.isForeign(context.request());
    }

    static boolean isFresh(String uri) {
        return Query.values(uri, FRESH).equals(List.of("true"));
    }

    static String page(String path) {
        return path + "/login";
    }

    /**
     * Whether the browser requests a page, as far as the request shows this. A login cannot begin in an image or a script.
     */
    private static boolean isPage(RoutingContext context) {
        String destination = context.request().getHeader("Sec-Fetch-Dest");
        return destination == null || destination.equals("document");
    }

    private ReturnPath returnPath(RoutingContext context, SecurityIdentity user) {
        return ReturnPath.ofParameter(context.queryParam(ReturnPath.PARAMETER), actions.and(session.actions(user)))
                .orElseGet(() -> ReturnPath.parse(gates.get(0).info().landing(), ActionPaths.NONE).orElseThrow());
    }

    private Uni<Void> open(RoutingContext context, ReturnPath back, GateCaller caller) {
        Gate gate = gates.stream().filter(each -> each.mayCover(back.path())).findFirst().orElse(null);
        if (gate == null) {
            return refuse(context, GateListener.NO_GATE, DenialReason.NOT_COVERED, back);
        }
        String name = gate.info().name();
        if (!gate.admits(caller.identity())) {
            return refuse(context, name, DenialReason.ROLE_MISSING, back);
        }
        return gate.sign(caller.user(), caller.viewer()).chain(cookies -> {
            String page = gate.terms().signer().settings().guard().seenFrom(String.valueOf(context.request().authority()),
                    back.path());
            if (!cookies.covers(back.path())) {
                return refuse(context, name, DenialReason.NOT_COVERED, back);
            }
            DenialReason refusal = cookies.covers(page) ? new ReturningViewer(context, cookies).refusal()
                    : DenialReason.OTHER_TENANT;
            return refusal == null ? letIn(context, gate, cookies, page + back.fragment())
                    : refuse(context, name, refusal, back);
        }).onFailure(ForbiddenException.class).recoverWithUni(() -> refuse(context, name, DenialReason.ROLE_MISSING, back));
    }

    private Uni<Void> letIn(RoutingContext context, Gate gate, CookieResponse cookies, String page) {
        cookies.set();
        listener.login(gate.info().name(), null);
        context.response().setStatusCode(SEE_OTHER).putHeader(HttpHeaders.LOCATION, page).end();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> refuse(RoutingContext context, String gate, DenialReason refusal, ReturnPath back) {
        LOG.infof("The gate at %s does not let a user in: %s", path, refusal);
        listener.login(gate, refusal);
        refused.send(context.response().setStatusCode(IntentFilter.REFUSED), refusal, back);
        return Uni.createFrom().voidItem();
    }
}
