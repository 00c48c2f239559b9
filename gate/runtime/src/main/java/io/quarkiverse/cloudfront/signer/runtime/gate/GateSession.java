package io.quarkiverse.cloudfront.signer.runtime.gate;

import io.smallrye.mutiny.Uni;

/**
 * The session that a login began. Only applications with quarkus-oidc have it.
 */
interface GateSession {

    /** The session in an application without quarkus-oidc. */
    GateSession NONE = () -> Uni.createFrom().voidItem();

    Uni<Void> end();
}
