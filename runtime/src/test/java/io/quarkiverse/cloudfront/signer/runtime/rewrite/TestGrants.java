package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import io.quarkiverse.cloudfront.signer.runtime.Signers;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.security.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;

/**
 * Grants for a user, made outside of the room.
 */
public final class TestGrants {

    private TestGrants() {
    }

    /**
     * @param user null in an application without security
     */
    public static Grants of(Signers signers, Viewers viewers, User user) {
        return new Grants(signers, viewers, Stub.instance(user == null ? null : new TestUsers(user)));
    }
}
