package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Adds the check of callers to an endpoint, after Quarkus's own handlers, which determine how the endpoint authenticates its
 * users.
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
        // the order of customizers is undefined; Quarkus calls them one by one, so this one is called again after all others
        all.add(this);
        return List.of();
    }
}
