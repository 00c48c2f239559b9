package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Objects;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldCopyDelivery.FieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;
import io.quarkus.arc.Arc;

/**
 * The bodies of requests and responses that the current thread is reading or writing. Fields are signed only in these. All
 * other JSON is written as if the application did not have this extension.
 */
@Singleton
public class FieldBodies {

    private final FieldRules rules;
    private final @Nullable FieldResponses rest;
    private final Instance<FieldCopies> copies;
    private final ThreadLocal<FieldWrite> writing = new ThreadLocal<>();
    private final ThreadLocal<Item> sending = new ThreadLocal<>();
    private final ThreadLocal<Boolean> reading = new ThreadLocal<>();

    /**
     * @param copies the copies, which are looked up later because they need these bodies
     */
    public FieldBodies(FieldRules rules, Instance<FieldResponses> rest, Instance<FieldCopies> copies) {
        this.rules = rules;
        this.copies = copies;
        this.rest = rest.isResolvable() ? rest.get() : null;
    }

    public FieldRules rules() {
        return rules;
    }

    /**
     * Access to the responses of Quarkus REST, which the application must have.
     */
    public FieldResponses responses() {
        return Objects.requireNonNull(rest);
    }

    /**
     * @return null if only Quarkus REST writes signed fields
     */
    public @Nullable FieldCopies copies() {
        return copies.isResolvable() ? copies.get() : null;
    }

    /**
     * An item of a stream that is being sent.
     *
     * @param item an object, or an event that contains one
     */
    record Item(FieldSigner signer, @Nullable Object item) {

        private boolean has(@Nullable Object body, FieldResponses rest) {
            return body != null && (item == body || rest.data(item) == body);
        }
    }

    /**
     * The signer of the fields in a body. REST clients also write bodies, even while an item is being sent, because operators
     * may already be working on the next item. So if the writer cannot tell whose body it writes, the body must be the current
     * item, or the entity of the current response.
     *
     * @param forResponses whether the writer is for responses only
     * @return null if the body is not for the current viewer
     */
    public @Nullable FieldSigner signer(@Nullable Object body, boolean forResponses) {
        if (rest == null) {
            return null;
        }
        Item item = sending.get();
        return item != null && item.has(body, rest) ? item.signer() : rest.kept(body, forResponses);
    }

    /**
     * Begins to write a body or an item of a stream, or resumes an interrupted write.
     *
     * @return the write that this one interrupts, which must be resumed later
     */
    public @Nullable FieldWrite begin(@Nullable FieldWrite write) {
        return exchange(writing, write);
    }

    /**
     * Begins to send an item of a stream, whose writer might not know the request.
     */
    @Nullable
    Item beginItem(@Nullable Item item) {
        return exchange(sending, item);
    }

    public @Nullable Boolean beginReading(@Nullable Boolean now) {
        return exchange(reading, now);
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
     * Called when a JSON library writes a property of an object with signed fields.
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
     * @param field the field, for messages
     * @param position appended to messages: the position of the value in the response, as far as it is known
     * @throws FieldFailure if the value cannot be signed
     */
    public @Nullable Object sign(FieldTerms terms, String field, @Nullable Object value, Supplier<String> position)
            throws FieldFailure {
        FieldWrite now = writing.get();
        return now == null ? value : now.sign(() -> rules.rule(terms, field), field, value, position);
    }

    /**
     * Checks the value that was read for a signed field. Removes signatures from text, because an editor sends back the text
     * that it received. Refuses signed URLs in all other values, because they cannot be signed again. The message does not
     * contain the URL.
     *
     * @return the value to use, which is unchanged outside of a request's body
     * @throws FieldFailure if the body of a request contains a signed URL in this field
     */
    public @Nullable Object read(Content content, String field, @Nullable Object value) throws FieldFailure {
        if (reading.get() != null && content.isText()) {
            return rules.unsigned(value);
        } else if (reading.get() != null && SignedClasses.any(value, each -> ReservedParameters.areIn(each.toString()))) {
            throw new FieldFailure(
                    new IllegalArgumentException("The field \"" + field + "\" contains a signed URL. Send the URL "
                            + "without the query parameters " + ReservedParameters.list() + ", or leave the field out."));
        }
        return value;
    }

    /**
     * Looks up the bodies once, because a lookup for each value would slow JSON libraries down. The lookup happens when the
     * bodies are first needed, because serializers can be created before there is a run-time configuration.
     */
    public static final class Lookup implements Supplier<FieldBodies> {

        private final Supplier<FieldBodies> lookup;
        private volatile @Nullable FieldBodies found;

        public Lookup() {
            this(() -> Arc.container().instance(FieldBodies.class).get());
        }

        public Lookup(Supplier<FieldBodies> lookup) {
            this.lookup = lookup;
        }

        @Override
        public FieldBodies get() {
            FieldBodies known = found;
            if (known == null) {
                known = lookup.get();
                found = known;
            }
            return known;
        }
    }
}
