package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.function.Function;

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

    default <R> PendingSignature<R> map(Function<? super T, ? extends R> mapper) {
        PendingSignature<T> signature = this;
        return new PendingSignature<>() {
            @Override
            public R now() {
                return mapper.apply(signature.now());
            }

            @Override
            public Uni<R> later() {
                return signature.later().map(mapper);
            }
        };
    }
}
