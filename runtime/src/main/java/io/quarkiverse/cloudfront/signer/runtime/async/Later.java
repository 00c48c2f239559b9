package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.uni.UniOnItemOrFailureFlatMap;

/**
 * A value that is known now or later, which is how users, signatures, and results are passed on.
 * <p>
 * Most values are known when they are asked for, or the caller may wait for them. In these cases, a {@code Uni} would cost more
 * than finding a cached signature. The event loop must not wait, however. So the code that needs the value decides at the end
 * how to ask for it: with {@link #await} or {@link #toUni}. The steps before that are the same in both cases. A failure is
 * passed on like a value, whether it is known now or later.
 * <p>
 * <b>At the same time</b>, several threads can ask for a value, such as the threads that sign several fields. The value is only
 * determined when it is asked for. {@link Known} is immutable, a step has no state of its own, and {@link Shared} has one
 * volatile field. At worst, two threads write the same outcome of one {@code Uni} to this field.
 * <p>
 * <b>Why this is right:</b> A step after a known value runs immediately, on the caller's thread, in the order in which the
 * steps were added. A step after any other value runs each time that value is asked for, so a caller that needs the value twice
 * has to share it. {@link #await} only waits where its source allows waiting, and sources refuse to wait on the event loop. A
 * step that needs the request captures its context. Other steps do not.
 * <p>
 * <b>Earlier attempts:</b> Methods for users, signatures, and results had three variants: for callers that wait, for a value
 * that is known, and for a value that comes later. A {@code Uni} for known values costs more than finding a cached signature,
 * as does capturing the context for each step. Creating a {@link Known} for each awaited step took longer than waiting in the
 * step's own way.
 */
public abstract class Later<T extends @Nullable Object> {

    Later() {
    }

    /**
     * Waits for the value.
     *
     * @throws CloudFrontSignerException if the caller is on the event loop, and would have to wait
     */
    public abstract T await();

    /**
     * The value as a {@code Uni}, for callers that must not wait.
     */
    public abstract Uni<T> toUni();

    /**
     * The same value, after all steps that do not have to wait have run.
     */
    Later<T> settled() {
        return this;
    }

    /**
     * The same value or failure, if it is already known.
     *
     * @return null if it is not known yet
     */
    public final @Nullable Later<T> ifKnown() {
        Later<T> settled = settled();
        return settled instanceof Known ? settled : null;
    }

    /**
     * Whether the value is known, and is not a failure.
     */
    public boolean isValue() {
        return false;
    }

    public <R extends @Nullable Object> Later<R> map(Function<? super T, ? extends R> mapper) {
        return new Step<T, R>(this, true) {
            @Override
            public R await() {
                return mapper.apply(source.await());
            }

            @Override
            Later<R> after(Later<T> settled) {
                return settled.map(mapper);
            }
        };
    }

    public final <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper) {
        return flatMap(mapper, true);
    }

    /**
     * Like {@link #flatMap}, but for a step that does not need the caller's context. Capturing it, as Mutiny's own method does,
     * takes longer than finding a cached signature.
     */
    public final <R extends @Nullable Object> Later<R> flatMapWithoutContext(Function<? super T, Later<R>> mapper) {
        return flatMap(mapper, false);
    }

    <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper, boolean inContext) {
        return new Step<T, R>(this, inContext) {
            @Override
            public R await() {
                return mapper.apply(source.await()).await();
            }

            @Override
            Later<R> after(Later<T> settled) {
                return settled.flatMap(mapper, inContext);
            }
        };
    }

    public Later<T> onFailure(Predicate<? super Throwable> which, Function<? super Throwable, Later<T>> instead) {
        return new Step<T, T>(this, false) {
            @Override
            public T await() {
                try {
                    return source.await();
                } catch (Throwable e) {
                    return after(Later.failed(e)).await();
                }
            }

            @Override
            Later<T> after(Later<T> settled) {
                return settled.onFailure(which, instead);
            }
        };
    }

    public static <T extends @Nullable Object> Later<T> known(@Nullable T value) {
        return new Known<>(value, null);
    }

    public static <T extends @Nullable Object> Later<T> failed(Throwable failure) {
        return new Known<>(null, failure);
    }

    /**
     * A value that a {@code Uni} provides. It never counts as known in advance, because subscribing to the {@code Uni} can
     * begin the work.
     */
    public static <T extends @Nullable Object> Later<T> of(Uni<T> uni) {
        return of(() -> uni.await().indefinitely(), () -> uni);
    }

    /**
     * Work that is done in one way for callers that wait, and in another for callers that do not.
     */
    public static <T extends @Nullable Object> Later<T> of(Supplier<? extends T> now, Supplier<Uni<T>> later) {
        return new Later<>() {
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
        };
    }

    /**
     * A value that is determined once, however often it is asked for.
     *
     * @param mapper converts the item of the {@code Uni} to the value
     * @param refusal the message for a caller that is on the event loop and would have to wait
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> Later<T> shared(Uni<S> uni,
            Function<? super S, ? extends T> mapper, String refusal) {
        return new Shared<S, T>(uni, mapper, refusal);
    }

    /**
     * Like {@link #shared(Uni, Function, String)}, but the value is the item of the {@code Uni} itself.
     */
    public static <T extends @Nullable Object> Later<T> shared(Uni<T> uni, String refusal) {
        return shared(uni, Function.identity(), refusal);
    }

    /**
     * A step after a value that is not known yet. Each step waits in its own way, because creating a {@link Known} for the
     * value would take longer.
     */
    private abstract static class Step<S extends @Nullable Object, T extends @Nullable Object> extends Later<T> {

        final Later<S> source;
        final boolean inContext;

        private Step(Later<S> source, boolean inContext) {
            this.source = source;
            this.inContext = inContext;
        }

        /**
         * The same step after another source.
         */
        abstract Later<T> after(Later<S> settled);

        @Override
        public Uni<T> toUni() {
            Later<S> settled = source.settled();
            if (settled != source) {
                return after(settled).toUni();
            }
            Uni<S> awaited = source.toUni();
            BiFunction<S, Throwable, Uni<? extends T>> next = (value, failure) -> after(new Known<>(value, failure)).toUni();
            return inContext ? awaited.onItemOrFailure().transformToUni(next)
                    : new UniOnItemOrFailureFlatMap<>(awaited, next);
        }

        @Override
        Later<T> settled() {
            Later<S> settled = source.settled();
            return settled == source ? this : after(settled).settled();
        }
    }
}
