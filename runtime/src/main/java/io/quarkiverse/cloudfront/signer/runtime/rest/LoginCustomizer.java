package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.List;

import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Checks that the user of an endpoint that signs has logged in. The check runs before the request's body is read, but after
 * Quarkus's own handlers, which determine how the endpoint authenticates its users.
 */
public class LoginCustomizer implements HandlerChainCustomizer, ServerRestHandler {

    /**
     * Adds the check as the last customizer, because the order of customizers is undefined. Quarkus REST calls them one by one,
     * so it also calls one that is added here. Adds the check only once, although Quarkus REST calls the customizers of a
     * method twice, with the same list.
     */
    @Override
    public List<ServerRestHandler> handlers(Phase phase, ResourceClass resourceClass, ServerResourceMethod method) {
        HandlerChainCustomizer last = new EndpointHandlers(Phase.AFTER_MATCH, List.of(this));
        if (!method.getHandlerChainCustomizers().contains(last)) {
            method.getHandlerChainCustomizers().add(last);
        }
        return List.of();
    }

    @Override
    public void handle(ResteasyReactiveRequestContext request) {
        request.requireCDIRequestScope();
        Uni<SecurityIdentity> user = Arc.container().instance(LoginCheck.class).get().check();
        if (user != null) {
            request.suspend();
            UniRunner.run(user, ignored -> request.resume(), failure -> request.resume(failure, true));
        }
    }
}
