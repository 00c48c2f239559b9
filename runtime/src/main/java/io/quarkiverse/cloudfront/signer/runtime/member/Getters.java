package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The methods of a class from which application code may get further objects.
 */
record Getters(Class<?> type) {

    List<Method> methods() {
        List<Method> getters = new ArrayList<>();
        for (Class<?> current = type; current != null
                && !SignedObjectClasses.isOfPlatform(current); current = current.getSuperclass()) {
            for (Method method : current.getDeclaredMethods()) {
                if (method.getParameterCount() == 0 && method.getReturnType() != void.class && !method.isSynthetic()
                        && !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())) {
                    getters.add(method);
                }
            }
        }
        return getters;
    }

    /**
     * Whether one of them returns objects that no field holds, and that are therefore unknown before the call.
     *
     * @param isOne whether objects of a class have signed fields, or return objects that do
     */
    boolean give(Predicate<Class<?>> isOne) {
        List<Class<?>> held = new ArrayList<>();
        for (Class<?> current = type; current != null
                && !SignedObjectClasses.isOfPlatform(current); current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                addNamed(field.getGenericType(), held);
            }
        }
        for (Method method : methods()) {
            List<Class<?>> given = new ArrayList<>();
            addNamed(method.getGenericReturnType(), given);
            for (Class<?> each : given) {
                if (isOne.test(each) && held.stream().noneMatch(field -> isRelated(field, each))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRelated(Class<?> one, Class<?> other) {
        return one.isAssignableFrom(other) || other.isAssignableFrom(one);
    }

    private static void addNamed(Type type, List<Class<?>> classes) {
        if (type instanceof Class<?> named) {
            classes.add(named.isArray() ? named.getComponentType() : named);
        } else if (type instanceof ParameterizedType generic) {
            addNamed(generic.getRawType(), classes);
            for (Type argument : generic.getActualTypeArguments()) {
                addNamed(argument, classes);
            }
        } else if (type instanceof WildcardType wildcard) {
            addNamed(wildcard.getUpperBounds()[0], classes);
        } else if (type instanceof GenericArrayType array) {
            addNamed(array.getGenericComponentType(), classes);
        } else if (type instanceof TypeVariable<?> variable && variable.getBounds()[0] instanceof Class<?> bound) {
            classes.add(bound);
        }
    }
}
