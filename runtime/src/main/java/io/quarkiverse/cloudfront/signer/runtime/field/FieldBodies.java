package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The bodies of requests and responses that the current thread is reading and writing. Fields are signed in these only: JSON
 * that is written for anything else is as it would be without this extension.
 */
@Singleton
public class FieldBodies {

    private final FieldRules rules;
    private final @Nullable FieldResponses rest;
    private final ThreadLocal<FieldWrite> writing = new ThreadLocal<>();
    private final ThreadLocal<FieldSigner> streaming = new ThreadLocal<>();
    private final ThreadLocal<Boolean> reading = new ThreadLocal<>();

    public FieldBodies(FieldRules rules, Instance<FieldResponses> rest) {
        this.rules = rules;
        this.rest = rest.isResolvable() ? rest.get() : null;
    }

    public FieldRules rules() {
        return rules;
    }

    /**
     * The signer of the fields in the current response; null if there is none.
     */
    public @Nullable FieldSigner signer() {
        FieldSigner ofItem = streaming.get();
        return ofItem != null ? ofItem : rest == null ? null : rest.kept();
    }

    /**
     * Begins to write a body, or an item of a stream.
     *
     * @return the write that it interrupts, to which to return later
     */
    public @Nullable FieldWrite begin(FieldWrite write) {
        return exchange(writing, write);
    }

    public void resume(@Nullable FieldWrite before) {
        exchange(writing, before);
    }

    /**
     * Begins to send an item of a stream, whose writer may not know the request.
     */
    @Nullable
    FieldSigner beginItem(@Nullable FieldSigner signer) {
        return exchange(streaming, signer);
    }

    public @Nullable Boolean beginReading(@Nullable Boolean now) {
        return exchange(reading, now);
    }

    private boolean isReading() {
        return reading.get() != null;
    }

    private static <T> @Nullable T exchange(ThreadLocal<T> local, @Nullable T value) {
        T before = local.get();
        if (value == null) {
            local.remove();
        } else {
            local.set(value);
        }
        return before;
    }

    /**
     * Whether objects of this class have signed fields.
     */
    public boolean areIn(Class<?> type) {
        return rules.owners().contain(type);
    }

    /**
     * Called when a JSON library writes a property of such an object.
     */
    public void reached() {
        FieldWrite now = writing.get();
        if (now != null) {
            now.reached();
        }
    }

    /**
     * The value to write for a signed field.
     *
     * @param field for messages
     * @throws FieldFailure if it cannot be signed
     */
    public @Nullable Object sign(FieldTerms terms, String field, @Nullable Object value) throws FieldFailure {
        FieldWrite now = writing.get();
        if (now == null) {
            return value;
        }
        try {
            return now.sign(rules.rule(terms, field), field, value);
        } catch (RuntimeException e) {
            throw new FieldFailure(e);
        }
    }

    /**
     * Checks the value that was read for a signed field. A client may send a signed URL because it has read it, but such a URL
     * cannot be signed again. The message does not contain it.
     *
     * @throws FieldFailure if it is or has a signed URL, and is in the body of a request
     */
    public void checkRead(String field, @Nullable Object value) throws FieldFailure {
        if (isReading() && isSigned(value)) {
            throw new FieldFailure(
                    new IllegalArgumentException("The field \"" + field + "\" contains a signed URL. Send the URL "
                            + "without the query parameters " + ReservedParameters.list() + ", or leave the field out."));
        }
    }

    private static boolean isSigned(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() && isSigned(optional.get());
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().anyMatch(FieldBodies::isSigned);
        } else if (value instanceof Map<?, ?> map) {
            return isSigned(map.values());
        } else if (value instanceof Object[] array) {
            return Arrays.stream(array).anyMatch(FieldBodies::isSigned);
        }
        return value != null && ReservedParameters.areIn(value.toString());
    }

    /**
     * Adds what a JSON library knows about a failure.
     */
    public void failed(RuntimeException reason) {
        FieldWrite now = writing.get();
        if (now != null) {
            now.failed(reason);
        }
    }
}
