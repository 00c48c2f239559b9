package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;

/**
 * The caller of one method, captured when the call begins. The user may be determined lazily.
 */
public interface Caller {

    /**
     * @throws CloudFrontSignerException if the caller is on the event loop, and would have to wait for the user
     */
    User now();

    /**
     * @return null if the user is not known yet
     */
    @Nullable
    User ifKnown();

    Uni<User> later();
}
