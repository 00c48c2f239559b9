package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.uni.UniOnFailureFlatMap;

/**
 * Delivers a response that a method throws like one that it returns, because Jakarta REST sends both. Other failures, and
 * failures with an error response, stay as they are.
 */
public final class ThrownResponses {

    private final RestResponses rest;
    private final ResultDelivery delivery;

    public ThrownResponses(RestResponses rest, ResultDelivery delivery) {
        this.rest = rest;
        this.delivery = delivery;
    }

    /**
     * Delivers the response with which an asynchronous result fails.
     *
     * @param result the method's result
     * @param delivered the signed result
     */
    public Object watch(@Nullable Object result, Object delivered) {
        if (delivered instanceof Uni<?> uni) {
            return watch(uni);
        } else if (delivered instanceof Multi<?> multi) {
            return delivered == result ? delivered : rest.withHeadOf(multi, watch(multi));
        } else if (delivered instanceof CompletionStage<?> stage) {
            return watch(Uni.createFrom().completionStage(stage)).subscribeAsCompletionStage();
        }
        return delivered;
    }

    /**
     * The exception to throw instead of the method's, with the delivered response.
     */
    public Exception deliverThrown(Exception failure) {
        return rest.withResponse(failure, Objects.requireNonNull(delivery.deliver(rest.thrownResponse(failure))));
    }

    /**
     * Mutiny's own method would also capture the caller's context, which is slower.
     */
    private <T> Uni<T> watch(Uni<T> uni) {
        return new UniOnFailureFlatMap<>(uni, this::isResponse, this::<T> deliverLater, Throwable.class);
    }

    private <T> Multi<T> watch(Multi<T> multi) {
        return multi.onFailure(this::isResponse).recoverWithMulti(failure -> this.<T> deliverLater(failure).toMulti());
    }

    public boolean isResponse(Throwable failure) {
        Object response = rest.thrownResponse(failure);
        return response != null && delivery.canDeliverThrown(rest.entity(response));
    }

    private <T> Uni<T> deliverLater(Throwable failure) {
        Uni<?> response = Uni.createFrom().item(rest.thrownResponse(failure));
        return Objects.requireNonNull((Uni<?>) delivery.deliver(response)).onItem()
                .transformToUni(delivered -> Uni.createFrom().failure(rest.withResponse(failure, delivered)));
    }
}
