package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.OffEventLoop;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Replaces a method's return value with a copy whose fields are signed. The original does not change, because it may come from
 * a cache.
 *
 * @param type the type of the value, or of a stream's items
 */
public record FieldCopyDelivery(FieldSigner signer, Type type, FieldCopies copies) implements ResultDelivery {

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return result
                .flatMap(value -> value == null ? Later.known(null) : Later.of(() -> copyNow(value), () -> copyLater(value)));
    }

    private Object copyNow(Object value) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new CloudFrontSignerException(Reason.BLOCKING_NOT_ALLOWED, "the event loop must not wait for the signatures "
                    + "of fields. Return a Uni, or annotate the method with @Blocking");
        }
        return copies.copy(value, type, signer);
    }

    private Uni<@Nullable Object> copyLater(Object value) {
        return Uni.createFrom().completionStage(() -> OffEventLoop.run(() -> copies.copy(value, type, signer)));
    }

    @Override
    public Multi<?> deliver(Multi<?> items) {
        return items.onItem().transformToUniAndConcatenate(this::copyLater);
    }

    /**
     * Copies objects with signed fields, for answers that a library other than Quarkus REST writes, such as those of MCP tools.
     * Applications without Jackson do not have this bean.
     */
    public interface FieldCopies {

        /**
         * A copy whose fields are signed. Blocks while the fields are signed.
         *
         * @param type the type of the copy, with its type arguments
         */
        Object copy(Object original, Type type, FieldSigner signer);
    }
}
