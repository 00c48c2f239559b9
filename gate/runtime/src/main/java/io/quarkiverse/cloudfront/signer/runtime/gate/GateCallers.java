package io.quarkiverse.cloudfront.signer.runtime.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Determines the user of a request that Vert.x handles, and activates the request context that this requires.
 */
@Singleton
public class GateCallers {

    /**
     * The user who sent the current request, and the viewer who gets the response.
     */
    record GateCaller(SecurityIdentity identity, Later<User> user, Viewer viewer) {
    }

    private final CurrentVertxRequest requests;
    private final CurrentIdentityAssociation identities;
    private final Users users;
    private final ManagedContext scope;

    @Inject
    GateCallers(CurrentVertxRequest requests, CurrentIdentityAssociation identities, Users users) {
        this(requests, identities, users, Arc.container().requestContext());
    }

    GateCallers(CurrentVertxRequest requests, CurrentIdentityAssociation identities, Users users, ManagedContext scope) {
        this.requests = requests;
        this.identities = identities;
        this.users = users;
        this.scope = scope;
    }

    /**
     * Fails with an {@link UnauthorizedException} if nobody has logged in.
     */
    Uni<GateCaller> current(RoutingContext context) {
        Uni<SecurityIdentity> identity = QuarkusHttpUser.getSecurityIdentity(context, null);
        if (identity == null) {
            return Uni.createFrom().failure(new UnauthorizedException("The application does not have users"));
        }
        if (!scope.isActive()) {
            scope.activate();
            context.addEndHandler(ignored -> scope.terminate());
        }
        requests.setCurrent(context);
        identities.setIdentity(identity);
        return identity.map(known -> {
            if (known == null || known.isAnonymous()) {
                throw new UnauthorizedException("The gate requires a user who has logged in");
            }
            return new GateCaller(known, users.current(), Viewer.of(context));
        });
    }
}
