package io.quarkiverse.cloudfront.signer.runtime.json;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Iterator;

import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.ser.std.JsonValueSerializer;
import com.fasterxml.jackson.databind.ser.std.RawSerializer;
import com.fasterxml.jackson.databind.ser.std.SerializableSerializer;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.UnknownWriter;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Writing;

/**
 * Tells the serializers that write objects property by property, so that signed fields are signed, from all others. Those may
 * write values without signed fields only.
 */
final class SerializerGuard {

    private static final String JACKSON = "com.fasterxml.jackson.";

    private final Instance<DataObjects> instance;
    private volatile DataObjects found;

    SerializerGuard(Instance<DataObjects> instance) {
        this.instance = instance;
    }

    private DataObjects dataObjects() {
        DataObjects known = found;
        if (known == null) {
            known = instance.get();
            found = known;
        }
        return known;
    }

    /**
     * Called before a value is written with all that it holds.
     */
    void begin(Object value) {
        Writing writing = dataObjects().writing();
        if (writing != null) {
            writing.guard(value);
        }
    }

    /**
     * A serializer for values whose type is not known.
     */
    JsonSerializer<Object> checked(JsonSerializer<?> serializer) {
        return serializer == null || isOurs(serializer) || isJacksons(serializer.getClass()) && !isHandWriting(serializer)
                ? cast(serializer)
                : new CheckedSerializer(serializer, this);
    }

    /**
     * The serializer for a type, as a mapper's factory has made it.
     */
    JsonSerializer<Object> checked(SerializerProvider provider, JavaType type, JsonSerializer<?> serializer,
            SerializerFactory factory) {
        if (serializer == null || isOurs(serializer)) {
            return cast(serializer);
        } else if (ReflectiveSerializer.replaces(serializer)) {
            return mayHold(type) ? new ReflectiveSerializer(factory, type, this) : cast(serializer);
        }
        boolean known = serializer instanceof BeanSerializerBase bean ? writesProperties(bean)
                : serializer instanceof JsonValueSerializer ? isForSignedValue(provider, type)
                        : isJacksons(serializer.getClass()) && !isHandWriting(serializer);
        return known || isClosed(type) ? cast(serializer) : new CheckedSerializer(serializer, this);
    }

    /**
     * Keys are written as text, whatever they are.
     */
    JsonSerializer<Object> checkedKeys(JavaType type, JsonSerializer<?> serializer) {
        return serializer == null || isClosed(type) ? cast(serializer) : new CheckedSerializer(serializer, this);
    }

    private boolean isClosed(JavaType type) {
        return Modifier.isFinal(type.getRawClass().getModifiers()) && !mayHold(type);
    }

    private boolean mayHold(JavaType type) {
        return dataObjects().search().mayFind(type.getRawClass());
    }

    private static boolean isOurs(JsonSerializer<?> serializer) {
        return serializer instanceof JacksonMemberSerializer || serializer instanceof CheckedSerializer
                || serializer instanceof ReflectiveSerializer;
    }

    private static boolean isJacksons(Class<?> type) {
        return type.getName().startsWith(JACKSON);
    }

    /**
     * Serializers of Jackson's that leave the writing to the object, or to a converter of the application's.
     */
    private static boolean isHandWriting(JsonSerializer<?> serializer) {
        return serializer instanceof ToStringSerializerBase || serializer instanceof RawSerializer
                || serializer instanceof SerializableSerializer || serializer instanceof StdDelegatingSerializer
                || serializer instanceof JsonValueSerializer;
    }

    private boolean writesProperties(BeanSerializerBase serializer) {
        if (!isJacksons(serializer.getClass())) {
            return false;
        }
        for (Iterator<PropertyWriter> properties = serializer.properties(); properties.hasNext();) {
            PropertyWriter property = properties.next();
            boolean jacksons = isJacksons(property.getClass());
            if (property.getAnnotation(SignedResource.class) != null) {
                if (!jacksons || !(property instanceof BeanPropertyWriter writer) || !signsOrRefuses(writer.getSerializer())) {
                    return false;
                }
            } else if (!jacksons && !isClosed(property.getType())) {
                return false;
            }
        }
        return true;
    }

    private static boolean signsOrRefuses(JsonSerializer<?> serializer) {
        return serializer instanceof JacksonMemberSerializer || serializer instanceof RefusingSerializer;
    }

    /**
     * Whether an object is written as a signed field of its own, or as an object that is written property by property.
     */
    private boolean isForSignedValue(SerializerProvider provider, JavaType type) {
        AnnotatedMember value = provider.getConfig().introspect(type).findJsonValueAccessor();
        if (value == null) {
            return false;
        }
        JavaType content = value.getType().getContentType();
        return value.hasAnnotation(SignedResource.class) || dataObjects().isOne(value.getRawType())
                || content != null && dataObjects().isOne(content.getRawClass());
    }

    /**
     * @param writer what writes the value by hand
     * @throws MemberFailure if the value goes to a client, and holds an object with signed fields
     */
    void check(Object value, Object writer) throws IOException {
        DataObjects objects = dataObjects();
        if (objects.search().mayFind(value.getClass()) && !objects.isOwnUse()) {
            Class<?> signed = objects.search().find(value);
            if (signed != null) {
                throw refusal(signed, value.getClass(), writer, objects.writing());
            }
        }
    }

    private static MemberFailure refusal(Class<?> signed, Class<?> written, Object writer, Writing writing) {
        CloudFrontSignerException failure = UnknownWriter.failure(signed, written, writer.getClass());
        if (writing != null) {
            writing.failed(failure);
        }
        return new MemberFailure(failure);
    }

    @SuppressWarnings("unchecked")
    private static JsonSerializer<Object> cast(JsonSerializer<?> serializer) {
        return (JsonSerializer<Object>) serializer;
    }
}
