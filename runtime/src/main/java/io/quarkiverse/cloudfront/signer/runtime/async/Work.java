package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Work that is done when it is asked for.
 */
final class Work<T extends @Nullable Object> extends Later<T> {

    private final Supplier<? extends T> now;
    private final Supplier<Uni<T>> later;

    Work(Supplier<? extends T> now, Supplier<Uni<T>> later) {
        this.now = now;
        this.later = later;
    }

    @Override
    public T await() {
        return now.get();
    }

    @Override
    public Uni<T> toUni() {
        try {
            return later.get();
        } catch (RuntimeException e) {
            return Uni.createFrom().failure(e);
        }
    }

    @Override
    public @Nullable Later<T> ifKnown() {
        return null;
    }
}
