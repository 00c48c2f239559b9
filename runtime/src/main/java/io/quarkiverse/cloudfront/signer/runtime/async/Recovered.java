package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.uni.UniOnFailureFlatMap;

/**
 * A value with a replacement for some failures.
 */
final class Recovered<T extends @Nullable Object> extends Later<T> {

    private final Later<T> source;
    private final Predicate<? super Throwable> which;
    private final Function<? super Throwable, Later<T>> instead;

    Recovered(Later<T> source, Predicate<? super Throwable> which,
            Function<? super Throwable, Later<T>> instead) {
        this.source = source;
        this.which = which;
        this.instead = instead;
    }

    @Override
    public T await() {
        try {
            return source.await();
        } catch (Throwable e) {
            if (which.test(e)) {
                return instead.apply(e).await();
            }
            throw e;
        }
    }

    @Override
    public Uni<T> toUni() {
        return new UniOnFailureFlatMap<>(source.toUni(), which::test,
                failure -> new Failed<T>(failure).onFailure(any -> true, instead).toUni(), Throwable.class);
    }

    @Override
    public @Nullable Later<T> ifKnown() {
        Later<T> known = source.ifKnown();
        return known == null ? null : known.onFailure(which, instead).ifKnown();
    }
}
