package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.CacheProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.util.Converter;

/**
 * Jackson's provider that has all its serializers checked by a {@link SerializerGuard}, including those of modules,
 * annotations, mix-ins, and introspectors.
 */
final class GuardedSerializerProvider extends DefaultSerializerProvider {

    private static final long serialVersionUID = 1L;

    private final transient SerializerGuard guard;

    GuardedSerializerProvider(DefaultSerializerProvider settings, SerializerGuard guard) {
        super(settings);
        this.guard = guard;
    }

    private GuardedSerializerProvider(GuardedSerializerProvider source, SerializationConfig config, SerializerFactory factory) {
        super(source, config, factory);
        this.guard = source.guard;
    }

    private GuardedSerializerProvider(GuardedSerializerProvider source, CacheProvider caches) {
        super(source, caches);
        this.guard = source.guard;
    }

    @Override
    public DefaultSerializerProvider copy() {
        return new GuardedSerializerProvider(this, guard);
    }

    @Override
    public DefaultSerializerProvider createInstance(SerializationConfig config, SerializerFactory factory) {
        return new GuardedSerializerProvider(this, config, new GuardedSerializerFactory(factory, guard));
    }

    @Override
    public DefaultSerializerProvider withCaches(CacheProvider caches) {
        return new GuardedSerializerProvider(this, caches);
    }

    @Override
    public JsonSerializer<Object> serializerInstance(Annotated annotated, Object definition) throws JsonMappingException {
        return guard.checked(super.serializerInstance(annotated, definition));
    }

    @Override
    public @Nullable Converter<Object, Object> converterInstance(Annotated annotated, Object definition)
            throws JsonMappingException {
        Converter<Object, Object> converter = super.converterInstance(annotated, definition);
        return converter == null ? null : new CheckedConverter(converter, guard);
    }

    @Override
    public JsonSerializer<?> handlePrimaryContextualization(JsonSerializer<?> serializer, BeanProperty property)
            throws JsonMappingException {
        return guard.checkedInContext(super.handlePrimaryContextualization(serializer, property));
    }

    @Override
    public JsonSerializer<?> handleSecondaryContextualization(JsonSerializer<?> serializer, BeanProperty property)
            throws JsonMappingException {
        return guard.checkedInContext(super.handleSecondaryContextualization(serializer, property));
    }

    @Override
    public void serializeValue(JsonGenerator generator, Object value) throws IOException {
        guard.begin(value);
        super.serializeValue(generator, value);
    }

    @Override
    public void serializeValue(JsonGenerator generator, Object value, JavaType type) throws IOException {
        guard.begin(value);
        super.serializeValue(generator, value, type);
    }

    @Override
    public void serializeValue(JsonGenerator generator, Object value, JavaType type, JsonSerializer<Object> serializer)
            throws IOException {
        guard.begin(value);
        super.serializeValue(generator, value, type, serializer);
    }

    @Override
    public void serializePolymorphic(JsonGenerator generator, Object value, JavaType type, JsonSerializer<Object> serializer,
            TypeSerializer types) throws IOException {
        guard.begin(value);
        super.serializePolymorphic(generator, value, type, serializer, types);
    }
}
