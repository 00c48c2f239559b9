package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * A value of another value.
 */
final class Mapped<T extends @Nullable Object, R extends @Nullable Object> extends Later<R> {

    private final Later<T> source;
    private final Function<? super T, ? extends R> mapper;

    Mapped(Later<T> source, Function<? super T, ? extends R> mapper) {
        this.source = source;
        this.mapper = mapper;
    }

    @Override
    public R await() {
        return mapper.apply(source.await());
    }

    @Override
    public Uni<R> toUni() {
        Later<R> known = ifKnown();
        return known == null ? source.toUni().map(mapper) : known.toUni();
    }

    @Override
    public @Nullable Later<R> ifKnown() {
        Later<T> known = source.ifKnown();
        return known == null ? null : known.flatMap(value -> Later.known(mapper.apply(value)));
    }
}
