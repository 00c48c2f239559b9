package io.quarkiverse.cloudfront.signer.runtime.gate;

import org.jspecify.annotations.Nullable;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The session that a login began. Only applications with quarkus-oidc have it.
 */
interface GateSession {

    /** The session in an application without quarkus-oidc. */
    GateSession NONE = (context, user) -> Uni.createFrom().nullItem();

    /**
     * @return the page of quarkus-oidc that ends it, at the provider too; null if it has ended
     */
    Uni<@Nullable String> end(RoutingContext context, SecurityIdentity user);

    /**
     * Where requests log users in or out, for the tenants that are known and that of this user.
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
