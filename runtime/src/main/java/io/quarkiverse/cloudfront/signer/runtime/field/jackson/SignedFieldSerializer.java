package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;

/**
 * Signs the value of a field, and then writes it as Jackson writes values of its type.
 */
final class SignedFieldSerializer extends StdSerializer<Object> implements ContextualSerializer {

    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$.-]{1,64}");

    private final transient Supplier<FieldBodies> bodies;
    private final transient FieldTerms terms;
    private final @Nullable BeanProperty property;
    /** The field's name in messages, which is created once and not for each value. */
    private final String description;
    private final @Nullable JsonSerializer<Object> writer;

    /**
     * @param writer the serializer of the signed value; null if the class of the value determines it
     */
    SignedFieldSerializer(Supplier<FieldBodies> bodies, FieldTerms terms, @Nullable BeanProperty property,
            @Nullable JsonSerializer<Object> writer) {
        super(Object.class);
        this.bodies = bodies;
        this.terms = terms;
        this.property = property;
        this.description = property == null ? "A signed field"
                : property.getMember().getDeclaringClass().getName() + "#" + property.getName();
        this.writer = writer;
    }

    /**
     * The given property is not always the annotated one. If an object is written as the value of its signed field alone, the
     * given property can be one that holds the object.
     */
    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty context) throws JsonMappingException {
        boolean own = context != null && SignedFieldsModule.annotation(context.getMember()) != null;
        return new SignedFieldSerializer(bodies, terms, context,
                own ? provider.findPrimaryPropertySerializer(context.getType(), context) : null);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        Object written = signed(value, generator);
        writer(written, provider).serialize(written, generator, provider);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        Object written = signed(value, generator);
        writer(written, provider).serializeWithType(written, generator, provider, types);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Object value) {
        try {
            return value == null || writer(value, provider).isEmpty(provider, value);
        } catch (JsonMappingException e) {
            return false;
        }
    }

    private JsonSerializer<Object> writer(Object value, SerializerProvider provider) throws JsonMappingException {
        return writer != null ? writer : provider.findValueSerializer(value.getClass(), property);
    }

    private Object signed(Object value, JsonGenerator generator) throws FieldFailure {
        return Objects.requireNonNull(
                bodies.get().sign(terms, description, value, () -> " (at " + position(generator) + " in the response)"));
    }

    /**
     * The position as a JSON pointer, in which keys that are not plain names are masked, because they may be URLs.
     */
    private static String position(JsonGenerator generator) {
        StringBuilder position = new StringBuilder();
        for (JsonPointer pointer = generator.getOutputContext().pathAsPointer(); pointer != null
                && !pointer.matches(); pointer = pointer.tail()) {
            String name = pointer.getMatchingProperty();
            position.append('/').append(PLAIN_NAME.matcher(name).matches() ? name : "*");
        }
        return position.isEmpty() ? "/" : position.toString();
    }
}
