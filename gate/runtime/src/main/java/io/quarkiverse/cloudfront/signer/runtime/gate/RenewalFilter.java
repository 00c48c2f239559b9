package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.time.Instant;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieResponse;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Renews grants of gates that expire soon, whenever their user sends a request to the application. The request itself never
 * fails because of a renewal.
 */
record RenewalFilter(Gates gates, GateCallers callers, GateListener listener) implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(RenewalFilter.class);

    @Override
    public void handle(RoutingContext context) {
        List<Gate> due = Viewer.hasReceipts(context) ? due(context) : List.of();
        if (due.isEmpty()) {
            context.next();
            return;
        }
        // the body must not arrive before its reader is ready
        context.request().pause();
        RequestAnswer.answer(context,
                Uni.createFrom().deferred(() -> callers.current(context)).chain(caller -> renew(due, caller))
                        .onFailure().invoke(RenewalFilter::report).onFailure().recoverWithNull(),
                ignored -> {
                    context.request().resume();
                    context.next();
                });
    }

    private static void report(Throwable failure) {
        if (!(failure instanceof UnauthorizedException)) {
            LOG.warnf("Signed cookies that expire soon were not renewed: %s", failure.getMessage());
        }
    }

    private List<Gate> due(RoutingContext context) {
        return gates.all().stream().filter(gate -> {
            Instant expiry = Viewer.of(context).grants().firstHeldExpiry(gate::mayHaveSet).orElse(null);
            return expiry != null && gate.isNearEnd(expiry) && !isOwnPage(context, gate);
        }).toList();
    }

    /**
     * Whether the request is for one of the gate's own pages, which decide for themselves which cookies they set. Like routes,
     * this compares the normalized path.
     */
    private static boolean isOwnPage(RoutingContext context, Gate gate) {
        return context.normalizedPath().startsWith(gate.info().path() + "/");
    }

    private Uni<Void> renew(List<Gate> due, GateCaller caller) {
        return Multi.createFrom().iterable(due)
                .onItem().transformToUniAndConcatenate(gate -> gate.signAgain(caller, listener)
                        .onItem().ifNotNull().invoke(cookies -> set(gate, cookies)))
                .collect().last().replaceWithVoid();
    }

    private void set(Gate gate, CookieResponse cookies) {
        if (cookies.outlastHeld()) {
            cookies.renew();
            listener.renewal(gate.info().name(), null);
        }
    }
}
