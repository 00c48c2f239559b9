package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * A failure that has happened.
 */
final class Failed<T extends @Nullable Object> extends Later<T> {

    private final Throwable failure;

    Failed(Throwable failure) {
        this.failure = failure;
    }

    @Override
    public T await() {
        throw Failed.<RuntimeException> unchecked(failure);
    }

    /**
     * A method can throw checked exceptions, and its caller expects them unchanged.
     */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public Uni<T> toUni() {
        return Uni.createFrom().failure(failure);
    }

    @Override
    public Later<T> ifKnown() {
        return this;
    }

    @Override
    public <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper) {
        return Later.failed(failure);
    }

    @Override
    public Later<T> onFailure(Predicate<? super Throwable> which, Function<? super Throwable, Later<T>> instead) {
        try {
            return which.test(failure) ? instead.apply(failure) : this;
        } catch (RuntimeException e) {
            return Later.failed(e);
        }
    }
}
