package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;

/**
 * The login check, for the tests of other packages.
 */
public final class TestLogins {

    private TestLogins() {
    }

    /**
     * @param identity may not be known yet
     */
    public static LoginCheck check(CompletableFuture<SecurityIdentity> identity) {
        LateIdentity late = new LateIdentity();
        identity.thenAccept(late::complete);
        return new LoginCheck(late, new AuthorizationController() {
        }, null, false, new RequestScope(true));
    }

    public static LoginCheck switchedOff() {
        return new LoginCheck(new LateIdentity(), new AuthorizationController() {

            @Override
            public boolean isAuthorizationEnabled() {
                return false;
            }
        }, null, false, new RequestScope(true));
    }
}
