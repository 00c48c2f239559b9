package io.quarkiverse.cloudfront.signer.runtime.field.jackson3;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Signs the value of a field, and then writes it as Jackson writes values of its type.
 */
final class SignedFieldSerializer extends StdSerializer<Object> {

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$.-]{1,64}");

    private final Supplier<FieldBodies> bodies;
    private final FieldTerms terms;
    private final @Nullable BeanProperty property;
    private final String description;
    private final @Nullable ValueSerializer<Object> writer;

    /**
     * @param writer null if the value decides
     */
    SignedFieldSerializer(Supplier<FieldBodies> bodies, FieldTerms terms, @Nullable BeanProperty property,
            @Nullable ValueSerializer<Object> writer) {
        super(Object.class);
        this.bodies = bodies;
        this.terms = terms;
        this.property = property;
        this.description = property == null ? "A signed field"
                : property.getMember().getDeclaringClass().getName() + "#" + property.getName();
        this.writer = writer;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext provider, BeanProperty context) {
        boolean own = context != null && SignedFieldsModule.annotation(context.getMember()) != null;
        return new SignedFieldSerializer(bodies, terms, context,
                own ? provider.findPrimaryPropertySerializer(context.getType(), context) : null);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext provider) {
        Object written = signed(value, generator);
        writer(written, provider).serialize(written, generator, provider);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializationContext provider, TypeSerializer types) {
        Object written = signed(value, generator);
        writer(written, provider).serializeWithType(written, generator, provider, types);
    }

    @Override
    public boolean isEmpty(SerializationContext provider, Object value) {
        return value == null || writer(value, provider).isEmpty(provider, value);
    }

    private ValueSerializer<Object> writer(Object value, SerializationContext provider) {
        return writer != null ? writer : provider.findContentValueSerializer(value.getClass(), property);
    }

    private Object signed(Object value, JsonGenerator generator) {
        try {
            return Objects.requireNonNull(
                    bodies.get().sign(terms, description, value, () -> " (at " + position(generator) + " in the response)"));
        } catch (FieldFailure e) {
            throw JacksonIOException.construct(e, generator);
        }
    }

    private static String position(JsonGenerator generator) {
        StringBuilder position = new StringBuilder();
        for (JsonPointer pointer = generator.streamWriteContext().pathAsPointer(); pointer != null
                && !pointer.matches(); pointer = pointer.tail()) {
            String name = pointer.getMatchingProperty();
            position.append('/').append(PLAIN_NAME.matcher(name).matches() ? name : "*");
        }
        return position.isEmpty() ? "/" : position.toString();
    }
}
