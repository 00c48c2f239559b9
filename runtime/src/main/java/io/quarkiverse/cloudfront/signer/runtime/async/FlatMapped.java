package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.uni.UniOnItemTransformToUni;

/**
 * A step after another value.
 */
final class FlatMapped<T extends @Nullable Object, R extends @Nullable Object> extends Later<R> {

    private final Later<T> source;
    private final Function<? super T, Later<R>> mapper;
    private final boolean inContext;

    FlatMapped(Later<T> source, Function<? super T, Later<R>> mapper, boolean inContext) {
        this.source = source;
        this.mapper = mapper;
        this.inContext = inContext;
    }

    @Override
    public R await() {
        return mapper.apply(source.await()).await();
    }

    @Override
    public Uni<R> toUni() {
        Later<T> known = source.ifKnown();
        if (known != null) {
            return known.flatMap(mapper).toUni();
        }
        Uni<T> later = source.toUni();
        Function<T, Uni<? extends R>> next = value -> mapper.apply(value).toUni();
        return inContext ? later.onItem().transformToUni(next) : new UniOnItemTransformToUni<>(later, next);
    }

    @Override
    public @Nullable Later<R> ifKnown() {
        Later<T> known = source.ifKnown();
        return known == null ? null : known.flatMap(mapper).ifKnown();
    }
}
