package io.quarkiverse.cloudfront.signer.runtime.gate;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Keeps the identity that the gate sets for the rest of the request.
 */
final class CurrentUser implements CurrentIdentityAssociation {

    private Uni<SecurityIdentity> identity;

    @Override
    public void setIdentity(SecurityIdentity known) {
        throw new UnsupportedOperationException("it may not be known yet");
    }

    @Override
    public void setIdentity(Uni<SecurityIdentity> deferred) {
        identity = deferred;
    }

    @Override
    public SecurityIdentity getIdentity() {
        throw new UnsupportedOperationException("it may have to be waited for");
    }

    @Override
    public Uni<SecurityIdentity> getDeferredIdentity() {
        return identity;
    }
}
