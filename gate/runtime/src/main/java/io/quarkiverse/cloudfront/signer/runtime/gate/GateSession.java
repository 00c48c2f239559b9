package io.quarkiverse.cloudfront.signer.runtime.gate;

import org.jspecify.annotations.Nullable;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The session that a login began. Only applications with quarkus-oidc have one.
 */
interface GateSession {

    /** The session in an application without quarkus-oidc. */
    GateSession NONE = (context, user) -> Uni.createFrom().nullItem();

    /**
     * Ends the session, unless quarkus-oidc has a page that does this.
     *
     * @return the page of quarkus-oidc that also ends the session at the provider; null if the session has ended
     */
    Uni<@Nullable String> end(RoutingContext context, SecurityIdentity user);

    /**
     * The paths at which requests log users in or out, for the known tenants and for the tenant of this user.
     */
    default ActionPaths actions(SecurityIdentity user) {
        return ActionPaths.NONE;
    }

    /**
     * Whether a provider can be asked to have this user log in again.
     */
    default boolean isOf(SecurityIdentity user) {
        return false;
    }
}
