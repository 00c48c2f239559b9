package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The handlers that are added to an endpoint in one phase.
 */
public record EndpointHandlers(Phase phase, List<ServerRestHandler> added) implements HandlerChainCustomizer {

    @Override
    public List<ServerRestHandler> handlers(Phase now, ResourceClass resourceClass, ServerResourceMethod method) {
        return now == phase ? added : List.of();
    }
}
