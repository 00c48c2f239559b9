package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.concurrent.CompletableFuture;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * The identity of the current request, which may not be known yet.
 */
final class LateIdentity extends CompletableFuture<SecurityIdentity> implements CurrentIdentityAssociation {

    private SecurityIdentity set;
    private boolean asked;

    static LateIdentity known(SecurityIdentity identity) {
        LateIdentity known = new LateIdentity();
        known.complete(identity);
        return known;
    }

    /**
     * From now on, the application does not have to wait for the identity.
     */
    SecurityIdentity set() {
        return set;
    }

    /**
     * Whether anything needs the identity, so that lazy authentication begins.
     */
    boolean isAsked() {
        return asked;
    }

    @Override
    public Uni<SecurityIdentity> getDeferredIdentity() {
        asked = true;
        return Uni.createFrom().completionStage(this);
    }

    @Override
    public void setIdentity(SecurityIdentity identity) {
        set = identity;
    }

    @Override
    public void setIdentity(Uni<SecurityIdentity> identity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SecurityIdentity getIdentity() {
        throw new UnsupportedOperationException("it may have to be waited for");
    }
}
