package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Adds the check of callers to an endpoint, after Quarkus's own handlers: only they know how the endpoint wants its users to be
 * authenticated.
 */
public class LoginCustomizer implements HandlerChainCustomizer {

    @Override
    public List<ServerRestHandler> handlers(Phase phase, ResourceClass resourceClass, ServerResourceMethod method) {
        if (phase != Phase.AFTER_MATCH) {
            return List.of();
        }
        List<HandlerChainCustomizer> all = method.getHandlerChainCustomizers();
        if (all.get(all.size() - 1) == this) {
            return List.of(new LoginHandler());
        }
        // their order is not defined, and Quarkus asks one after another: it comes to this one again after all others
        all.add(this);
        return List.of();
    }
}
