package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.smallrye.mutiny.Uni;

/**
 * A value that is known now or later: the one form in which users, signatures, and results are passed on.
 * <p>
 * Most values are known when they are asked for, and the caller may wait for the others. There, a {@code Uni} would cost more
 * than finding a cached signature. On the event loop, nobody may wait. So whoever needs the value says how it is asked for, at
 * the end: {@link #await} or {@link #toUni}. The steps before it are the same for both. A failure takes the same way as a
 * value, whether it is known now or later.
 */
public abstract sealed class Later<T extends @Nullable Object>
        permits Known, Failed, Work, Shared, Mapped, FlatMapped, Recovered {

    /**
     * The value, for a caller who may wait.
     *
     * @throws CloudFrontSignerException if the caller is on the event loop, and would have to wait
     */
    public abstract T await();

    /**
     * The value, for a caller who is called back.
     */
    public abstract Uni<T> toUni();

    /**
     * The same value or failure, if nobody has to wait for it.
     *
     * @return null if it is not known yet
     */
    public abstract @Nullable Later<T> ifKnown();

    /**
     * Whether this is a value, which is neither awaited nor a failure.
     */
    public boolean isValue() {
        return false;
    }

    public <R extends @Nullable Object> Later<R> map(Function<? super T, ? extends R> mapper) {
        return new Mapped<>(this, mapper);
    }

    public <R extends @Nullable Object> Later<R> flatMap(Function<? super T, Later<R>> mapper) {
        return new FlatMapped<>(this, mapper, true);
    }

    /**
     * As {@link #flatMap}, for a step that does not need the caller's context. Capturing it, as Mutiny's own method does, takes
     * longer than finding a cached signature.
     */
    public final <R extends @Nullable Object> Later<R> flatMapWithoutContext(Function<? super T, Later<R>> mapper) {
        return isValue() ? flatMap(mapper) : new FlatMapped<>(this, mapper, false);
    }

    public Later<T> onFailure(Predicate<? super Throwable> which, Function<? super Throwable, Later<T>> instead) {
        return new Recovered<>(this, which, instead);
    }

    @SuppressWarnings("NullAway") // does not see that T can be nullable
    public static <T extends @Nullable Object> Later<T> known(@Nullable T value) {
        return new Known<>(value);
    }

    public static <T extends @Nullable Object> Later<T> failed(Throwable failure) {
        return new Failed<>(failure);
    }

    /**
     * A value for whoever is called back. It is not known before, because subscribing can begin the work.
     */
    public static <T extends @Nullable Object> Later<T> of(Uni<T> uni) {
        return of(() -> uni.await().indefinitely(), () -> uni);
    }

    /**
     * Work that is done in different ways for callers who wait, and for those who are called back.
     */
    public static <T extends @Nullable Object> Later<T> of(Supplier<? extends T> now, Supplier<Uni<T>> later) {
        return new Work<>(now, later);
    }

    /**
     * A value that is determined once, however often it is subscribed to.
     *
     * @param refusal the message for a caller on the event loop who would have to wait
     */
    public static <T extends @Nullable Object> Later<T> shared(Uni<T> uni, String refusal) {
        return new Shared<>(uni, refusal);
    }
}
