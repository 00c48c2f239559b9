package io.quarkiverse.cloudfront.signer.runtime.grant;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;

/**
 * Creates grants for a user, for tests outside of the package.
 */
public final class TestGrants {

    private TestGrants() {
    }

    /**
     * @param user null in an application without security
     */
    public static TemplateSigner of(Signers signers, Viewers viewers, User user) {
        return new TemplateSigner(signers, viewers, Stub.instance(user == null ? null : new TestUsers(user)));
    }
}
