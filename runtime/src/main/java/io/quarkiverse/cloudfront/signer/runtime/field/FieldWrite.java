package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * One write of a response's body by a JSON library.
 */
public final class FieldWrite {

    private final FieldSigner signer;
    private @Nullable RuntimeException failure;
    private boolean reached;

    public FieldWrite(FieldSigner signer) {
        this.signer = signer;
    }

    /**
     * Called when a JSON library writes a property of an object with signed fields.
     */
    void reached() {
        reached = true;
    }

    @Nullable
    Object sign(Supplier<FieldRules.Rule> rule, String field, @Nullable Object value, Supplier<String> position)
            throws FieldFailure {
        reached = true;
        try {
            return signer.sign(rule.get(), field, value);
        } catch (CloudFrontSignerException e) {
            failure = new CloudFrontSignerException(e.reason(), e.getMessage() + position.get(), e.getCause());
        } catch (RuntimeException e) {
            failure = e;
        }
        throw new FieldFailure(failure);
    }

    /**
     * The reason why a field could not be signed; null if there is none. It is remembered because JSON libraries wrap
     * exceptions, and some catch them.
     */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /**
     * Called before the body is sent.
     *
     * @param object the written object
     * @param hasText whether there is any text in the body. Without text, there is no URL in the body either
     * @throws RuntimeException if a field could not be signed, even if a JSON library has caught that failure, or if there is
     *         text, but no signed field was written
     */
    public void check(Object object, BooleanSupplier hasText) {
        if (failure == null && !reached && hasText.getAsBoolean()) {
            failure = signer.unsigned(object);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
