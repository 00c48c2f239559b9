package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * The fields of a class to check: the signed ones, and those that hold further objects.
 */
final class RequestShape {

    static final RequestShape OPAQUE = new RequestShape(List.of(), List.of());

    private interface Reader {

        Object read(Object object) throws ReflectiveOperationException;
    }

    private record Property(String name, Reader reader) {
    }

    private final List<Property> signed;
    private final List<Reader> held;

    private RequestShape(List<Property> signed, List<Reader> held) {
        this.signed = signed;
        this.held = held;
    }

    /**
     * @param members the signed fields, by the names of the classes that declare them
     */
    static RequestShape of(Class<?> type, Map<String, List<RequestField>> members) {
        List<Property> signed = new ArrayList<>();
        List<Reader> held = new ArrayList<>();
        for (Class<?> above = type; above != null && above != Object.class; above = above.getSuperclass()) {
            for (RequestField member : members.getOrDefault(above.getName(), List.of())) {
                addSigned(signed, above, member);
            }
            for (Field field : above.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && isAccessible(field)) {
                    held.add(field::get);
                }
            }
        }
        return new RequestShape(signed, held);
    }

    private static void addSigned(List<Property> signed, Class<?> owner, RequestField member) {
        try {
            if (member.field()) {
                Field field = owner.getDeclaredField(member.accessor());
                if (isAccessible(field)) {
                    signed.add(new Property(member.property(), field::get));
                }
            } else {
                Method getter = owner.getDeclaredMethod(member.accessor());
                if (isAccessible(getter)) {
                    signed.add(new Property(member.property(), getter::invoke));
                }
            }
        } catch (NoSuchFieldException | NoSuchMethodException e) {
            throw new IllegalStateException("The build found " + member + ", which is not there at run time", e);
        }
    }

    private static boolean isAccessible(AccessibleObject member) {
        try {
            return member.trySetAccessible();
        } catch (InaccessibleObjectException | SecurityException e) {
            return false;
        }
    }

    /**
     * The name of a signed field that holds a signed URL.
     */
    @Nullable
    String signedUrl(Object object) {
        for (Property property : signed) {
            if (isSigned(read(property.reader(), object))) {
                return property.name();
            }
        }
        return null;
    }

    void forEachHeld(Object object, Consumer<Object> action) {
        for (Reader reader : held) {
            action.accept(read(reader, object));
        }
    }

    private static @Nullable Object read(Reader reader, Object object) {
        try {
            return reader.read(object);
        } catch (InvocationTargetException e) {
            // a getter that depends on values that the client has left out has no value yet
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSigned(@Nullable Object value) {
        if (value instanceof String || value instanceof URI || value instanceof URL) {
            return ReservedParameters.areIn(value.toString());
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() && isSigned(optional.get());
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().anyMatch(RequestShape::isSigned);
        } else if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(RequestShape::isSigned);
        }
        return value instanceof Object[] array && Arrays.stream(array).anyMatch(RequestShape::isSigned);
    }
}
