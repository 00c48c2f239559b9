package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;

import io.quarkiverse.cloudfront.signer.runtime.member.SignedObjectSearch;

/**
 * The serializers and adapters with which JSON-B does not write objects property by property: those of the configuration and of
 * annotations.
 */
final class JsonbSerializers {

    private final Map<Class<?>, Class<?>> configured = new LinkedHashMap<>();

    JsonbSerializers(JsonbConfig config) {
        add(config.getProperty(JsonbConfig.SERIALIZERS), JsonbSerializer.class);
        add(config.getProperty(JsonbConfig.ADAPTERS), JsonbAdapter.class);
    }

    private void add(Optional<Object> serializers, Class<?> kind) {
        if (serializers.orElse(null) instanceof Object[] all) {
            for (Object serializer : all) {
                configured.put(writtenType(serializer.getClass(), kind), serializer.getClass());
            }
        }
    }

    /**
     * @return {@code Object} if it is unknown
     */
    private static Class<?> writtenType(Class<?> serializer, Class<?> kind) {
        for (Class<?> current = serializer; current != null; current = current.getSuperclass()) {
            for (Type type : current.getGenericInterfaces()) {
                if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == kind) {
                    Type written = parameterized.getActualTypeArguments()[0];
                    Type raw = written instanceof ParameterizedType generic ? generic.getRawType() : written;
                    return raw instanceof Class<?> found ? found : Object.class;
                }
            }
        }
        return Object.class;
    }

    /**
     * The serializer that writes objects of this class; the class itself if there is none, or if one of its properties has one.
     */
    Class<?> of(Class<?> type) {
        for (Map.Entry<Class<?>, Class<?>> candidate : configured.entrySet()) {
            if (candidate.getKey().isAssignableFrom(type)) {
                return candidate.getValue();
            }
        }
        JsonbTypeSerializer serializer = type.getAnnotation(JsonbTypeSerializer.class);
        JsonbTypeAdapter adapter = type.getAnnotation(JsonbTypeAdapter.class);
        return serializer != null ? serializer.value() : adapter != null ? adapter.value() : type;
    }

    /**
     * Whether one of them writes this object or the value of one of its properties, and thus an object with signed fields.
     */
    boolean write(Object holder, SignedObjectSearch search) {
        Class<?> type = holder.getClass();
        if (of(type) != type) {
            return search.find(holder) != null;
        }
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                if (isAnnotated(field) && search.find(read(field, holder)) != null) {
                    return true;
                }
            }
            for (Method method : current.getDeclaredMethods()) {
                if (isAnnotated(method) && method.getParameterCount() == 0 && search.find(read(method, holder)) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Object read(AccessibleObject property, Object holder) {
        try {
            property.setAccessible(true);
            return property instanceof Field field ? field.get(holder) : ((Method) property).invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        JsonbTypeSerializer serializer = element.getAnnotation(JsonbTypeSerializer.class);
        return serializer != null && !JsonbMemberSerializer.class.isAssignableFrom(serializer.value())
                || element.isAnnotationPresent(JsonbTypeAdapter.class);
    }
}
