package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.BaseStream;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.runtime.ImageMode;

/**
 * Determines for each class whether its objects have signed fields, and which of its fields may lead to such objects.
 */
final class SignedObjectClasses {

    enum Kind {
        /** Does not hold objects with signed fields. */
        LEAF,
        /** Has signed fields. */
        SIGNED,
        /** A collection, map, array, or similar; a class of the application may also have fields. */
        CONTAINER,
        /** Holds the values of its fields. */
        BEAN,
        /**
         * Its content is unknown before it is read. This is not said of a class without reflection data in a native image,
         * because JSON libraries, which read signed fields by reflection, cannot read them there either.
         */
        UNKNOWN
    }

    /**
     * @param fields the fields that must be followed
     */
    record Shape(Kind kind, List<Field> fields) {
    }

    private static final Shape LEAF = new Shape(Kind.LEAF, List.of());
    private static final List<Class<?>> CONTAINERS = List.of(Collection.class, Map.class, Map.Entry.class, Optional.class,
            AtomicReference.class);
    private static final List<Class<?>> READ_LATER = List.of(BaseStream.class, Iterator.class, Future.class,
            CompletionStage.class);

    private static final Set<String> OPAQUE = Set.of("java.io.InputStream", "java.io.Reader", "io.vertx.core.buffer.Buffer",
            "io.vertx.mutiny.core.buffer.Buffer",
            "io.vertx.core.file.AsyncFile", "jakarta.ws.rs.core.StreamingOutput", "io.quarkus.qute.TemplateInstance",
            "org.jboss.resteasy.reactive.PathPart", "org.jboss.resteasy.reactive.FilePart");

    private final Set<String> owners;
    private final Predicate<Class<?>> isOne;
    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    /**
     * @param owners the names of the classes that the build knows to declare signed fields
     * @param isOne whether the build knows that objects of a class have signed fields, or return objects that do
     */
    SignedObjectClasses(Set<String> owners, Predicate<Class<?>> isOne) {
        this.owners = owners;
        this.isOne = isOne;
    }

    Shape of(Class<?> type) {
        Shape known = shapes.get(type);
        if (known == null) {
            known = find(type);
            shapes.put(type, known);
        }
        return known;
    }

    private Shape find(Class<?> type) {
        if (type.isPrimitive() || type.isEnum() || type == Class.class) {
            return LEAF;
        } else if (type.isArray()) {
            return isClosed(type.getComponentType()) ? LEAF : new Shape(Kind.CONTAINER, List.of());
        } else if (isAny(READ_LATER, type)) {
            return new Shape(Kind.UNKNOWN, List.of());
        } else if (isOfPlatform(type)) {
            return isAny(CONTAINERS, type) ? new Shape(Kind.CONTAINER, List.of()) : LEAF;
        } else if (type.getName().startsWith("com.fasterxml.jackson.") || isOpaque(type)) {
            return LEAF;
        } else if (Proxy.isProxyClass(type)) {
            // its handler holds the objects that it returns
            return new Shape(isSigned(type) ? Kind.SIGNED : Kind.CONTAINER, List.of());
        }
        List<Field> fields = new ArrayList<>();
        boolean readable = addFields(type, fields);
        if (isSigned(type)) {
            return new Shape(Kind.SIGNED, fields);
        } else if (!readable || isOne.test(type) && new Getters(type).give(isOne)) {
            return new Shape(Kind.UNKNOWN, List.of());
        } else if (isAny(CONTAINERS, type)) {
            return new Shape(Kind.CONTAINER, fields);
        }
        return fields.isEmpty() && !hasOpenGetter(type) ? LEAF : new Shape(Kind.BEAN, fields);
    }

    /**
     * A getter can have an annotation that determines how it is written.
     */
    private boolean hasOpenGetter(Class<?> type) {
        for (Method method : new Getters(type).methods()) {
            if (!isClosed(method.getReturnType())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAny(List<Class<?>> types, Class<?> type) {
        for (Class<?> candidate : types) {
            if (candidate.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks the class loader, because any class can have such a name. A native image may not have it.
     */
    static boolean isOfPlatform(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return false;
        } else if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            return type.getName().startsWith("java.") || type.getName().startsWith("javax.")
                    || type.getName().startsWith("jdk.") || type.getName().startsWith("sun.");
        }
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /**
     * Objects that are written as bytes instead of by their fields. Jackson's trees write their content with Jackson's
     * serializers.
     */
    private static boolean isOpaque(Class<?> type) {
        if (OPAQUE.contains(type.getName())) {
            return true;
        }
        for (Class<?> above : type.getInterfaces()) {
            if (isOpaque(above)) {
                return true;
            }
        }
        return type.getSuperclass() != null && isOpaque(type.getSuperclass());
    }

    /**
     * Whether a variable of this type never leads to an object with signed fields.
     */
    private boolean isClosed(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || type.isArray() && isClosed(type.getComponentType())
                || Number.class.isAssignableFrom(type) && isOfPlatform(type)
                || Modifier.isFinal(type.getModifiers()) && !type.isArray() && isOfPlatform(type)
                        && !isAny(CONTAINERS, type) && !isAny(READ_LATER, type);
    }

    private boolean isSigned(Class<?> type) {
        for (Class<?> current = type; current != null && !isOfPlatform(current); current = current.getSuperclass()) {
            if (owners.contains(current.getName()) || isAnnotated(current.getDeclaredFields())
                    || isAnnotated(current.getDeclaredMethods())) {
                return true;
            }
            for (Class<?> above : current.getInterfaces()) {
                if (isSignedInterface(above)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSignedInterface(Class<?> type) {
        if (isOfPlatform(type)) {
            return false;
        } else if (owners.contains(type.getName()) || isAnnotated(type.getDeclaredMethods())) {
            return true;
        }
        for (Class<?> above : type.getInterfaces()) {
            if (isSignedInterface(above)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnnotated(AnnotatedElement[] elements) {
        for (AnnotatedElement element : elements) {
            if (element.isAnnotationPresent(SignedResource.class)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @return false if they cannot be read
     */
    private boolean addFields(Class<?> type, List<Field> fields) {
        for (Class<?> current = type; current != null && !isOfPlatform(current); current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !isClosed(field.getType())
                        && !field.getName().startsWith("this$")) {
                    if (!field.trySetAccessible()) {
                        return false;
                    }
                    fields.add(field);
                }
            }
        }
        return true;
    }
}
