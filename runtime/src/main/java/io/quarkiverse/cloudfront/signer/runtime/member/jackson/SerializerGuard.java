package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;
import java.lang.reflect.Modifier;

import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.ser.std.JsonValueSerializer;
import com.fasterxml.jackson.databind.ser.std.RawSerializer;
import com.fasterxml.jackson.databind.ser.std.SerializableSerializer;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.member.UnknownWriterFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;

/**
 * Distinguishes serializers that write objects property by property, and so sign signed fields, from all others, which may only
 * write values without signed fields.
 */
final class SerializerGuard {

    private final Instance<WriteContexts> instance;
    private volatile @Nullable WriteContexts found;

    SerializerGuard(Instance<WriteContexts> instance) {
        this.instance = instance;
    }

    private WriteContexts contexts() {
        WriteContexts known = found;
        if (known == null) {
            known = instance.get();
            found = known;
        }
        return known;
    }

    /**
     * Called before a value and its content are written.
     */
    void begin(Object value) {
        WriteContext context = contexts().current();
        if (context != null) {
            context.guard(value);
        }
    }

    /**
     * A serializer for values of an unknown type.
     */
    JsonSerializer<Object> checked(JsonSerializer<?> serializer) {
        return serializer == null || isOurs(serializer) || BeanGuard.isJacksons(serializer) && !isHandWriting(serializer)
                ? cast(serializer)
                : new CheckedSerializer(serializer, this);
    }

    /**
     * The serializer of a type, as a mapper's factory created it.
     */
    JsonSerializer<Object> checked(SerializerProvider provider, JavaType type, JsonSerializer<?> serializer,
            SerializerFactory factory) {
        if (serializer == null || isOurs(serializer)) {
            return cast(serializer);
        } else if (ReflectiveSerializer.replaces(serializer)) {
            return mayHold(type) ? new ReflectiveSerializer(factory, type, this) : cast(serializer);
        }
        boolean known = serializer instanceof BeanSerializerBase bean ? writesProperties(provider, type, bean)
                : serializer instanceof JsonValueSerializer ? isForSignedValue(provider, type)
                        : BeanGuard.isJacksons(serializer) && !isHandWriting(serializer);
        return known || isClosed(type) ? cast(serializer) : new CheckedSerializer(serializer, this);
    }

    /**
     * Keys are always written as text.
     */
    JsonSerializer<Object> checkedKeys(JavaType type, JsonSerializer<?> serializer) {
        return serializer == null || isClosed(type) ? cast(serializer) : new CheckedSerializer(serializer, this);
    }

    private boolean isClosed(JavaType type) {
        return Modifier.isFinal(type.getRawClass().getModifiers()) && !mayHold(type);
    }

    private boolean mayHold(JavaType type) {
        return contexts().registry().search().mayFind(type.getRawClass());
    }

    private static boolean isOurs(JsonSerializer<?> serializer) {
        return serializer instanceof JacksonMemberSerializer || serializer instanceof CheckedSerializer
                || serializer instanceof ReflectiveSerializer;
    }

    /**
     * Whether it is one of Jackson's serializers that delegate to the object, or to a converter of the application.
     */
    private static boolean isHandWriting(JsonSerializer<?> serializer) {
        return serializer instanceof ToStringSerializerBase || serializer instanceof RawSerializer
                || serializer instanceof SerializableSerializer || serializer instanceof StdDelegatingSerializer
                || serializer instanceof JsonValueSerializer;
    }

    private boolean writesProperties(SerializerProvider provider, JavaType type, BeanSerializerBase serializer) {
        return bean(type.getRawClass()).writesProperties(provider.getConfig().introspect(type), serializer);
    }

    private BeanGuard bean(Class<?> type) {
        return new BeanGuard(type, contexts().registry().accessors());
    }

    /**
     * A serializer for one property of an object, to which object identifiers may have been added.
     */
    JsonSerializer<?> checkedInContext(JsonSerializer<?> serializer) {
        return serializer instanceof BeanSerializerBase bean && bean.usesObjectId()
                && !bean(bean.handledType()).hasGoodId(bean) ? new CheckedSerializer(serializer, this) : serializer;
    }

    /**
     * Application code that determines type names gets the objects.
     */
    TypeSerializer checked(TypeSerializer types) {
        return BeanGuard.isForeign(types) ? new CheckedTypeSerializer(types, this) : types;
    }

    /**
     * Whether an object is written as one of its signed fields, or as an object that is written property by property.
     */
    private boolean isForSignedValue(SerializerProvider provider, JavaType type) {
        AnnotatedMember value = provider.getConfig().introspect(type).findJsonValueAccessor();
        if (value == null) {
            return false;
        }
        if (bean(type.getRawClass()).isSigned(value)) {
            return provider.getAnnotationIntrospector().findSerializer(value) instanceof Class<?> serializer
                    && JacksonMemberSerializer.class.isAssignableFrom(serializer);
        }
        JavaType content = value.getType().getContentType();
        return contexts().registry().isOne(value.getRawType())
                || content != null && contexts().registry().isOne(content.getRawClass());
    }

    /**
     * @param writer the custom code that writes the value
     * @throws MemberFailure if the value is sent to a client, and contains an object with signed fields
     */
    void check(Object value, Object writer) throws IOException {
        WriteContexts objects = contexts();
        if (objects.registry().search().mayFind(value.getClass()) && !objects.isOwnUse()) {
            Class<?> signed = objects.registry().search().find(value);
            if (signed != null) {
                throw refusal(signed, value.getClass(), writer, objects.current());
            }
        }
    }

    private static MemberFailure refusal(Class<?> signed, Class<?> written, Object writer, @Nullable WriteContext context) {
        CloudFrontSignerException failure = UnknownWriterFailure.failure(signed, written, writer.getClass());
        if (context != null) {
            context.failed(failure);
        }
        return new MemberFailure(failure);
    }

    @SuppressWarnings("unchecked")
    private static JsonSerializer<Object> cast(JsonSerializer<?> serializer) {
        return (JsonSerializer<Object>) serializer;
    }
}
