package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;

/**
 * A value that is determined once, possibly not yet.
 */
final class Shared<T extends @Nullable Object> extends Later<T> {

    private final Uni<T> uni;
    private final String refusal;

    Shared(Uni<T> uni, String refusal) {
        this.uni = uni;
        this.refusal = refusal;
    }

    @Override
    public T await() {
        Later<T> known = ifKnown();
        if (known != null) {
            return known.await();
        } else if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED, refusal);
        }
        return uni.await().indefinitely();
    }

    @Override
    public Uni<T> toUni() {
        return uni;
    }

    @Override
    public @Nullable Later<T> ifKnown() {
        return KnownItem.of(uni);
    }
}
