package io.quarkiverse.cloudfront.signer.runtime.rest;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.rest.response.ThrownResponse;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.vertx.ext.web.RoutingContext;

/**
 * Removes the signed cookies of a method that fails after it has returned, for example with the first item of a stream. An
 * exception mapper may respond with a status below 400.
 */
public final class CookieWithdrawalHandler implements ServerRestHandler {

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        Response thrown = ThrownResponse.of(request.getThrowable());
        if (thrown == null || thrown != request.getResult()) {
            Viewer.of(request.unwrap(RoutingContext.class)).grants().withdrawAll();
        }
    }
}
