package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;

/**
 * Who makes one call, captured when it begins. Who that is may only be found out when somebody asks.
 */
public interface Caller {

    /**
     * @throws CloudFrontSignerException if a caller on the event loop would have to wait for it
     */
    User now();

    /**
     * @return null if it would have to be waited for
     */
    @Nullable
    User ifKnown();

    Uni<User> later();
}
