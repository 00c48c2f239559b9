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
 * An asynchronous type that methods return, with its conversions to the form that deliveries understand, and back. The
 * extension and its build know nothing else about the type, so another type only needs another constant here.
 * {@link Coroutines} shows how a type of an optional library is delivered.
 */
public sealed interface AsyncType {

    /** All types. Each type comes before its supertypes. */
    List<AsyncType> ALL = List.of(
            new One<>(Uni.class, uni -> uni, uni -> uni),
            // a thread without a request may complete the future, so Mutiny wraps it to make the request available
            new One<>(CompletionStage.class,
                    stage -> Uni.createFrom()
                            .completionStage(Infrastructure.wrapCompletableFuture(stage.toCompletableFuture())),
                    Uni::subscribeAsCompletionStage),
            new Many<>(Multi.class, items -> items, items -> items),
            new Many<>(Publisher.class, items -> Multi.createFrom().publisher(items), items -> items));

    /**
     * The names of the types with one value that methods may declare.
     */
    static List<String> ofOneValue() {
        return names(One.class, CompletableFuture.class.getName());
    }

    /**
     * The names of the types with several values that methods may declare. {@link Coroutines} delivers the flows of Kotlin,
     * because not all applications have their class.
     */
    static List<String> ofManyValues() {
        return names(Many.class, "kotlinx.coroutines.flow.Flow");
    }

    private static List<String> names(Class<?> kind, String further) {
        return Stream.concat(ALL.stream().filter(kind::isInstance).map(async -> async.type().getName()), Stream.of(further))
                .toList();
    }

    /**
     * @return null for a value that is already available
     */
    static @Nullable AsyncType of(@Nullable Object result) {
        if (result instanceof String) {
            return null;
        }
        for (AsyncType async : ALL) {
            if (async.type().isInstance(result)) {
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
            if (async.type().isAssignableFrom(returnType)) {
                return async;
            }
        }
        return null;
    }

    /**
     * The type of the value that a method returns, or of the items of a stream.
     */
    static Type awaited(Type returned) {
        return returned instanceof ParameterizedType type && declaredAs((Class<?>) type.getRawType()) != null
                ? type.getActualTypeArguments()[0]
                : returned;
    }

    Class<?> type();

    /**
     * The delivered result, in the same type as the original.
     */
    Object deliver(Object result, ResultDelivery delivery);

    /**
     * The result, in this type, of a call that is made once another value is known.
     */
    Object after(Later<?> first, Callable<@Nullable Object> call);

    private static Object unchecked(Callable<@Nullable Object> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A type that has one value.
     *
     * @param form converts the value to the form of deliveries
     * @param back converts this form back to the type. The declared types must accept the result
     */
    record One<A>(Class<A> type, Function<A, Uni<?>> form, Function<Uni<?>, Object> back) implements AsyncType {

        @Override
        @SuppressWarnings("unchecked")
        public Object deliver(Object result, ResultDelivery delivery) {
            return back.apply(delivery.deliver(Later.of((Uni<Object>) form.apply(type.cast(result)))).toUni());
        }

        @Override
        public Object after(Later<?> first, Callable<@Nullable Object> call) {
            return back.apply(first.toUni().onItem().transformToUni(ignored -> form.apply(type.cast(unchecked(call)))));
        }
    }

    /**
     * Like {@link One}, but for a type that has several values.
     */
    record Many<A>(Class<A> type, Function<A, Multi<?>> form, Function<Multi<?>, Object> back) implements AsyncType {

        @Override
        public Object deliver(Object result, ResultDelivery delivery) {
            Multi<?> items = form.apply(type.cast(result));
            Multi<?> delivered = delivery.deliver(items);
            return delivered == items ? result : back.apply(delivered);
        }

        @Override
        public Object after(Later<?> first, Callable<@Nullable Object> call) {
            return back.apply(first.toUni().onItem().transformToMulti(ignored -> form.apply(type.cast(unchecked(call)))));
        }
    }
}
