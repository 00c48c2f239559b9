package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.util.NameTransformer;

/**
 * A custom serializer, which must not get objects with signed fields.
 */
final class CheckedSerializer extends JsonSerializer<Object> implements ContextualSerializer, ResolvableSerializer {

    private final JsonSerializer<Object> serializer;
    private final SerializerGuard guard;

    @SuppressWarnings("unchecked")
    CheckedSerializer(JsonSerializer<?> serializer, SerializerGuard guard) {
        this.serializer = (JsonSerializer<Object>) serializer;
        this.guard = guard;
    }

    private JsonSerializer<Object> with(JsonSerializer<?> other) {
        return other == serializer ? this : new CheckedSerializer(other, guard);
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
        if (serializer instanceof ResolvableSerializer resolvable) {
            resolvable.resolve(provider);
        }
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property) throws JsonMappingException {
        return serializer instanceof ContextualSerializer contextual ? with(contextual.createContextual(provider, property))
                : this;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        check(value);
        serializer.serialize(value, generator, provider);
    }

    @Override
    public void serializeWithType(Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        check(value);
        serializer.serializeWithType(value, generator, provider, types);
    }

    private void check(Object value) throws IOException {
        if (value != null) {
            guard.check(value, serializer);
        }
    }

    @Override
    public JsonSerializer<Object> unwrappingSerializer(NameTransformer transformer) {
        return with(serializer.unwrappingSerializer(transformer));
    }

    @Override
    public JsonSerializer<Object> replaceDelegatee(JsonSerializer<?> delegatee) {
        return with(serializer.replaceDelegatee(delegatee));
    }

    @Override
    public JsonSerializer<?> withFilterId(Object filterId) {
        return with(serializer.withFilterId(filterId));
    }

    @Override
    public JsonSerializer<?> withIgnoredProperties(Set<String> ignored) {
        return with(serializer.withIgnoredProperties(ignored));
    }

    @Override
    public Class<Object> handledType() {
        return serializer.handledType();
    }

    @Override
    @Deprecated
    public boolean isEmpty(Object value) {
        return serializer.isEmpty(value);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Object value) {
        return serializer.isEmpty(provider, value);
    }

    @Override
    public boolean usesObjectId() {
        return serializer.usesObjectId();
    }

    @Override
    public boolean isUnwrappingSerializer() {
        return serializer.isUnwrappingSerializer();
    }

    @Override
    public JsonSerializer<?> getDelegatee() {
        return serializer.getDelegatee();
    }

    @Override
    public Iterator<PropertyWriter> properties() {
        return serializer.properties();
    }

    @Override
    public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type) throws JsonMappingException {
        serializer.acceptJsonFormatVisitor(visitor, type);
    }
}
