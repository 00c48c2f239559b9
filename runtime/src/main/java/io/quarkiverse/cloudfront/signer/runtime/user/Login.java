package io.quarkiverse.cloudfront.signer.runtime.user;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;

/**
 * Checks whether the current caller has logged in. Applications without a security extension do not have this bean.
 */
@FunctionalInterface
public interface Login {

    /** The attribute of an identity that contains the name of its tenant in quarkus-oidc. */
    String OIDC_TENANT = "tenant-id";

    /**
     * Any value if the caller has logged in, otherwise the failure of the call.
     */
    Later<?> login();
}
