package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * An asynchronous type that methods return: how it becomes the form that deliveries understand, and how it is made of that form
 * again. This is all that the extension and its build know about the type, so another one only needs another constant here.
 * {@link Coroutines} shows how a type of an optional library is delivered.
 */
public abstract sealed class AsyncType {

    private static final AsyncType UNI = one(Uni.class, uni -> uni, uni -> uni);
    /** A thread without a request may complete it. Mutiny wraps the future so that the request is available. */
    private static final AsyncType STAGE = one(CompletionStage.class,
            stage -> Uni.createFrom().completionStage(Infrastructure.wrapCompletableFuture(stage.toCompletableFuture())),
            Uni::subscribeAsCompletionStage, CompletableFuture.class);
    private static final AsyncType MULTI = many(Multi.class, items -> items, items -> items);
    private static final AsyncType PUBLISHER = many(Publisher.class, items -> Multi.createFrom().publisher(items),
            items -> items);

    /** A type comes before its supertypes. */
    private static final List<AsyncType> ALL = List.of(UNI, STAGE, MULTI, PUBLISHER);

    /** The stream of Kotlin, which {@link Coroutines} delivers, because not all applications have its class. */
    private static final String FLOW = "kotlinx.coroutines.flow.Flow";

    private final Class<?> type;
    private final List<String> names;

    private AsyncType(Class<?> type, Class<?>... subtypes) {
        this.type = type;
        this.names = Stream.concat(Stream.of(type), Stream.of(subtypes)).map(Class::getName).toList();
    }

    /**
     * A type that has one value.
     *
     * @param form the value in the form of deliveries
     * @param back the same type of this form; the declared types must accept it
     * @param subtypes other types that methods may declare
     */
    @SuppressWarnings("unchecked")
    static <A> AsyncType one(Class<A> type, Function<A, Uni<?>> form, Function<Uni<?>, Object> back, Class<?>... subtypes) {
        return new One(type, (Function<Object, Uni<?>>) form, back, subtypes);
    }

    /**
     * A type that has several values, otherwise as {@link #one}.
     */
    @SuppressWarnings("unchecked")
    static <A> AsyncType many(Class<A> type, Function<A, Multi<?>> form, Function<Multi<?>, Object> back,
            Class<?>... subtypes) {
        return new Many(type, (Function<Object, Multi<?>>) form, back, subtypes);
    }

    /**
     * The names of the types with one value that methods may declare.
     */
    public static List<String> ofOneValue() {
        return ALL.stream().filter(One.class::isInstance).flatMap(async -> async.names.stream()).toList();
    }

    /**
     * The names of the types with several values that methods may declare.
     */
    public static List<String> ofManyValues() {
        return Stream.concat(ALL.stream().filter(Many.class::isInstance).flatMap(async -> async.names.stream()),
                Stream.of(FLOW)).toList();
    }

    /**
     * @return null for a value that is already there
     */
    static @Nullable AsyncType of(@Nullable Object result) {
        if (result instanceof String) {
            return null;
        }
        for (AsyncType async : ALL) {
            if (async.type.isInstance(result)) {
                return async;
            }
        }
        return null;
    }

    /**
     * @return null if a method that declares this type returns its value immediately
     */
    static @Nullable AsyncType declaredAs(Class<?> returnType) {
        for (AsyncType async : ALL) {
            if (async.type.isAssignableFrom(returnType)) {
                return async;
            }
        }
        return null;
    }

    /**
     * The type of the value, or of a stream's items, that a method returns.
     */
    static Type awaited(Type returned) {
        return returned instanceof ParameterizedType type && declaredAs((Class<?>) type.getRawType()) != null
                ? type.getActualTypeArguments()[0]
                : returned;
    }

    /**
     * The delivered result, as the same type.
     */
    abstract Object deliver(Object result, ResultDelivery delivery);

    /**
     * The result of a call that is made when something else is known, as the same type.
     */
    abstract Object after(Later<?> first, Callable<@Nullable Object> call);

    private static Object unchecked(Callable<@Nullable Object> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class One extends AsyncType {

        private final Function<Object, Uni<?>> form;
        private final Function<Uni<?>, Object> back;

        private One(Class<?> type, Function<Object, Uni<?>> form, Function<Uni<?>, Object> back, Class<?>... subtypes) {
            super(type, subtypes);
            this.form = form;
            this.back = back;
        }

        @Override
        @SuppressWarnings("unchecked")
        Object deliver(Object result, ResultDelivery delivery) {
            return back.apply(delivery.deliver(Later.of((Uni<Object>) form.apply(result))).toUni());
        }

        @Override
        Object after(Later<?> first, Callable<@Nullable Object> call) {
            return back.apply(first.toUni().onItem().transformToUni(ignored -> form.apply(unchecked(call))));
        }
    }

    private static final class Many extends AsyncType {

        private final Function<Object, Multi<?>> form;
        private final Function<Multi<?>, Object> back;

        private Many(Class<?> type, Function<Object, Multi<?>> form, Function<Multi<?>, Object> back, Class<?>... subtypes) {
            super(type, subtypes);
            this.form = form;
            this.back = back;
        }

        @Override
        Object deliver(Object result, ResultDelivery delivery) {
            Multi<?> items = form.apply(result);
            Multi<?> delivered = delivery.deliver(items);
            return delivered == items ? result : back.apply(delivered);
        }

        @Override
        Object after(Later<?> first, Callable<@Nullable Object> call) {
            return back.apply(first.toUni().onItem().transformToMulti(ignored -> form.apply(unchecked(call))));
        }
    }
}
