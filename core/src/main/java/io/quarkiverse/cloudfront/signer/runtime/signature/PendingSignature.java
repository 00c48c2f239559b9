package io.quarkiverse.cloudfront.signer.runtime.signature;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;

/**
 * A signed URL or policy whose signature is made when one of the methods is called.
 *
 * @param <T> the form of the result
 */
public interface PendingSignature<T> {

    /**
     * For a caller who may wait.
     *
     * @throws CloudFrontSignerException if signing fails, or the event loop would have to wait for a remote key
     */
    T now();

    /** For a caller who is called back. */
    Uni<T> later();
}
