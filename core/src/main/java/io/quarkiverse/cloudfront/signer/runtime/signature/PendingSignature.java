package io.quarkiverse.cloudfront.signer.runtime.signature;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;

/**
 * A signed URL or policy that is signed when one of the methods is called.
 *
 * @param <T> the form of the result
 */
public interface PendingSignature<T> {

    /**
     * Signs for a caller that may wait.
     *
     * @throws CloudFrontSignerException if signing fails, or the event loop would have to wait for a remote key
     */
    T now();

    /** Signs for a caller that does not wait and is called back. */
    Uni<T> later();
}
