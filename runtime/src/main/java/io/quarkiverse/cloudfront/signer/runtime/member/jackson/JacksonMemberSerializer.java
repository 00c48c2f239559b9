package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberValues;

/**
 * Writes a signed field with Jackson, as Jackson would have written the unsigned one. The build generates a subclass for each
 * field.
 */
public class JacksonMemberSerializer extends StdSerializer<Object> implements ContextualSerializer {

    private final MemberValues values;
    private final @Nullable BeanProperty property;
    private final @Nullable JsonSerializer<Object> writer;

    protected JacksonMemberSerializer(int member) {
        this(new MemberValues(member), null, null);
    }

    /**
     * @param writer null if it depends on the value
     */
    private JacksonMemberSerializer(MemberValues values, @Nullable BeanProperty property,
            @Nullable JsonSerializer<Object> writer) {
        super(Object.class);
        this.values = values;
        this.property = property;
        this.writer = writer;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property) throws JsonMappingException {
        return new JacksonMemberSerializer(values, property, isMember(property)
                ? provider.findPrimaryPropertySerializer(property.getType(), property)
                : null);
    }

    /**
     * Whether the property is the field itself, and not one that holds an object that is written as its only field.
     */
    private boolean isMember(@Nullable BeanProperty property) {
        JsonSerialize annotation = property == null ? null : property.getAnnotation(JsonSerialize.class);
        return annotation != null && annotation.using() == getClass();
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        Object written = Objects.requireNonNull(values.toWrite(value, generator));
        writer(written, provider).serialize(written, generator, provider);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        Object written = Objects.requireNonNull(values.toWrite(value, generator));
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
}
