package io.quarkiverse.cloudfront.signer.runtime.kotlin;

import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;

/**
 * Replaces each item before the next one is emitted.
 */
final class MappedFlow implements Flow<Object> {

    private final Flow<?> items;
    private final Function<Object, Uni<?>> replacement;

    MappedFlow(Flow<?> items, Function<Object, Uni<?>> replacement) {
        this.items = items;
        this.replacement = replacement;
    }

    @Override
    public Object collect(FlowCollector<? super Object> collector, Continuation<? super Unit> end) {
        return items.collect((item, emitter) -> emit(item, collector, emitter), end);
    }

    private Object emit(Object item, FlowCollector<? super Object> collector, Continuation<? super Unit> emitter) {
        Continuation<Object> later = new Resumption(emitter.getContext(),
                replaced -> resume(emitter, () -> {
                    ResultKt.throwOnFailure(replaced);
                    return collector.emit(replaced, emitter);
                }));
        Object replaced = Suspension.await(replacement.apply(item), Suspension.dispatched(later));
        return Suspension.isMark(replaced) ? replaced : collector.emit(replaced, emitter);
    }

    private static void resume(Continuation<?> emitter, Supplier<Object> emission) {
        Object outcome;
        try {
            outcome = emission.get();
        } catch (Throwable e) {
            outcome = ResultKt.createFailure(e);
        }
        if (!Suspension.isMark(outcome)) {
            emitter.resumeWith(outcome);
        }
    }
}
