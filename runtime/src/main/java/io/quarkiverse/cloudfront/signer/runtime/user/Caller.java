package io.quarkiverse.cloudfront.signer.runtime.user;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;

/**
 * The caller of one method, captured when the call begins.
 */
@FunctionalInterface
public interface Caller {

    /**
     * The user, who may be determined lazily.
     */
    Later<User> user();
}
