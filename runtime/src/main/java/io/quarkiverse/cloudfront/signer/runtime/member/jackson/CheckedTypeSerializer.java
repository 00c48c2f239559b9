package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes type names that application code determines, which must not get objects with signed fields.
 */
final class CheckedTypeSerializer extends TypeSerializer {

    private final TypeSerializer types;
    private final SerializerGuard guard;

    CheckedTypeSerializer(TypeSerializer types, SerializerGuard guard) {
        this.types = types;
        this.guard = guard;
    }

    @Override
    public TypeSerializer forProperty(BeanProperty property) {
        return new CheckedTypeSerializer(types.forProperty(property), guard);
    }

    @Override
    public JsonTypeInfo.As getTypeInclusion() {
        return types.getTypeInclusion();
    }

    @Override
    public String getPropertyName() {
        return types.getPropertyName();
    }

    @Override
    public TypeIdResolver getTypeIdResolver() {
        return types.getTypeIdResolver();
    }

    @Override
    public WritableTypeId writeTypePrefix(JsonGenerator generator, WritableTypeId type) throws IOException {
        if (type.forValue != null) {
            guard.check(type.forValue, types.getTypeIdResolver() == null ? types : types.getTypeIdResolver());
        }
        return types.writeTypePrefix(generator, type);
    }

    @Override
    public WritableTypeId writeTypeSuffix(JsonGenerator generator, WritableTypeId type) throws IOException {
        return types.writeTypeSuffix(generator, type);
    }
}
