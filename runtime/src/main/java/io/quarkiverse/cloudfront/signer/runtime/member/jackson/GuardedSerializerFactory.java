package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.ser.Serializers;

/**
 * A mapper's factory that has all its serializers checked by a {@link SerializerGuard}.
 */
final class GuardedSerializerFactory extends SerializerFactory {

    private final SerializerFactory factory;
    private final SerializerGuard guard;

    GuardedSerializerFactory(SerializerFactory factory, SerializerGuard guard) {
        this.factory = factory;
        this.guard = guard;
    }

    @Override
    public SerializerFactory withAdditionalSerializers(Serializers additional) {
        return new GuardedSerializerFactory(factory.withAdditionalSerializers(additional), guard);
    }

    @Override
    public SerializerFactory withAdditionalKeySerializers(Serializers additional) {
        return new GuardedSerializerFactory(factory.withAdditionalKeySerializers(additional), guard);
    }

    @Override
    public SerializerFactory withSerializerModifier(BeanSerializerModifier modifier) {
        return new GuardedSerializerFactory(factory.withSerializerModifier(modifier), guard);
    }

    @Override
    public JsonSerializer<Object> createSerializer(SerializerProvider provider, JavaType type) throws JsonMappingException {
        return guard.checked(provider, type, factory.createSerializer(provider, type), factory);
    }

    @Override
    public TypeSerializer createTypeSerializer(SerializationConfig config, JavaType type) throws JsonMappingException {
        return guard.checked(factory.createTypeSerializer(config, type));
    }

    @Override
    public JsonSerializer<Object> createKeySerializer(SerializerProvider provider, JavaType type,
            JsonSerializer<Object> defaultSerializer) throws JsonMappingException {
        return guard.checkedKeys(type, factory.createKeySerializer(provider, type, defaultSerializer));
    }

    @Override
    @Deprecated
    public JsonSerializer<Object> createKeySerializer(SerializationConfig config, JavaType type,
            JsonSerializer<Object> defaultSerializer) throws JsonMappingException {
        return guard.checkedKeys(type, factory.createKeySerializer(config, type, defaultSerializer));
    }
}
