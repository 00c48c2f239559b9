package io.quarkiverse.cloudfront.signer.runtime.rest;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Checks that the user of an endpoint that signs has logged in, before the request's body is read.
 */
public class LoginHandler implements ServerRestHandler {

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
