package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * A value or a failure that is already known. Subsequent steps run immediately.
 */
final class Known<T extends @Nullable Object> extends Later<T> {

    private final T value;
    private final @Nullable Throwable failure;

    @SuppressWarnings("NullAway") // does not see that T can be nullable
    Known(@Nullable T value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    @Override
    public T await() {
        if (failure != null) {
            throw Known.<RuntimeException> unchecked(failure);
        }
        return value;
    }

    /**
     * Throws any failure unchanged, including checked exceptions, because the caller of a signed method expects the exceptions
     * that the method declares.
     */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public Uni<T> toUni() {
        return failure == null ? Uni.createFrom().item(value) : Uni.createFrom().failure(failure);
    }

    @Override
    public boolean isValue() {
        return failure == null;
    }

    @Override
    public <R extends @Nullable Object> Later<R> map(Function<? super T, ? extends R> mapper) {
        try {
            return failure == null ? known(mapper.apply(value)) : failed(failure);
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    @Override
    <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper, boolean inContext) {
        try {
            return failure == null ? mapper.apply(value) : failed(failure);
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    @Override
    public Later<T> onFailure(Predicate<? super Throwable> which, Function<? super Throwable, Later<T>> instead) {
        try {
            return failure != null && which.test(failure) ? instead.apply(failure) : this;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }
}
