package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * A value that is there.
 */
final class Known<T extends @Nullable Object> extends Later<T> {

    private final T value;

    Known(T value) {
        this.value = value;
    }

    @Override
    public T await() {
        return value;
    }

    @Override
    public Uni<T> toUni() {
        return Uni.createFrom().item(value);
    }

    @Override
    public Later<T> ifKnown() {
        return this;
    }

    @Override
    public boolean isValue() {
        return true;
    }

    @Override
    public <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper) {
        try {
            return mapper.apply(value);
        } catch (RuntimeException e) {
            return Later.failed(e);
        }
    }

    @Override
    public Later<T> onFailure(Predicate<? super Throwable> which, Function<? super Throwable, Later<T>> instead) {
        return this;
    }
}
