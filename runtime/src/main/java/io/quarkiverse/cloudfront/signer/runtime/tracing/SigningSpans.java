package io.quarkiverse.cloudfront.signer.runtime.tracing;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Creates a span for each signature of a remote key. Calls that the key makes, for example to AWS KMS, are within this span.
 */
@Singleton
class SigningSpans implements SignatureListener {

    private static final AttributeKey<String> SIGNER = AttributeKey.stringKey("cloudfront.signer");
    private static final AttributeKey<String> KEY_PAIR_ID = AttributeKey.stringKey("cloudfront.key_pair_id");
    private static final AttributeKey<String> ALGORITHM = AttributeKey.stringKey("cloudfront.algorithm");

    private final @Nullable Tracer tracer;

    /**
     * @param tracers empty if tracing was disabled when the application was built
     */
    SigningSpans(Instance<Tracer> tracers) {
        this.tracer = tracers.isResolvable() ? tracers.get() : null;
    }

    @Override
    public void signed(SignatureListener.Event event) {
        // no event is needed, because the span has ended
    }

    @Override
    public Uni<byte[]> asking(String signer, SigningKey key, Uni<byte[]> signature) {
        Tracer spans = tracer;
        return spans == null ? signature
                : Uni.createFrom().emitter(emitter -> ask(start(spans, signer, key), signature, emitter));
    }

    private static Span start(Tracer tracer, String signer, SigningKey key) {
        return tracer.spanBuilder("cloudfront sign")
                .setAttribute(SIGNER, signer)
                .setAttribute(KEY_PAIR_ID, key.keyPairId())
                .setAttribute(ALGORITHM, key.algorithm().name())
                .startSpan();
    }

    /**
     * Asks the key for the signature while the span is current, because the key signs when its {@code Uni} is subscribed to.
     */
    private static void ask(Span span, Uni<byte[]> signature, UniEmitter<? super byte[]> emitter) {
        try (Scope current = span.makeCurrent()) {
            Cancellable asked = UniRunner.run(
                    signature.onTermination().invoke((bytes, failure, cancelled) -> end(span, failure)),
                    emitter::complete, emitter::fail);
            emitter.onTermination(asked::cancel);
        }
    }

    private static void end(Span span, Throwable failure) {
        if (failure != null) {
            span.recordException(failure);
            span.setStatus(StatusCode.ERROR, failure.getMessage());
        }
        span.end();
    }
}
