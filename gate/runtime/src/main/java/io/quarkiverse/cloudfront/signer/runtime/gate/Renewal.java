package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieResponse;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /renew}: sets new cookies for the user, after checking again whether the user may have them. A script sends this
 * request, so the response never leads to a login.
 */
record Renewal(List<Gate> gates, GateCallers callers, GateListener listener) implements Handler<RoutingContext> {

    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    @Override
    public void handle(RoutingContext context) {
        RequestAnswer.answer(context, callers.current(context).chain(this::sign).map(Renewal::set)
                .onFailure(UnauthorizedException.class).recoverWithItem(UNAUTHORIZED),
                status -> context.response().setStatusCode(status).end());
    }

    /**
     * Signs cookies for the gates whose cookies the viewer has, or for all gates if the viewer does not have any.
     */
    private Uni<List<CookieResponse>> sign(GateCaller caller) {
        List<Gate> held = gates.stream()
                .filter(gate -> caller.viewer().grants().firstHeldExpiry(gate::mayHaveSet).isPresent()).toList();
        // a viewer without cookies asks for all gates, which are not all meant for the user, so refusals are not reported
        GateListener refusals = held.isEmpty() ? GateListener.NONE : listener;
        return Multi.createFrom().iterable(held.isEmpty() ? gates : held)
                .onItem().transformToUniAndConcatenate(gate -> gate.signAgain(caller, refusals)
                        .onItem().ifNotNull().invoke(() -> listener.renewal(gate.info().name(), null)))
                .collect().in(ArrayList::new, List::add);
    }

    private static int set(List<CookieResponse> granted) {
        granted.forEach(CookieResponse::set);
        return granted.isEmpty() ? FORBIDDEN : NO_CONTENT;
    }
}
