package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Searches a value for objects with signed fields. Follows all fields, because custom code that writes a value can read any of
 * them.
 */
public final class SignedObjectSearch {

    /** The limit of the search in a value. */
    private static final int MOST_OBJECTS = 100_000;

    private final SignedObjectClasses classes;

    SignedObjectSearch(SignedObjectClasses classes) {
        this.classes = classes;
    }

    /**
     * Whether an object of exactly this class may have signed fields, or hold objects that do.
     */
    public boolean mayFind(Class<?> type) {
        return classes.of(type).kind() != SignedObjectClasses.Kind.LEAF;
    }

    /**
     * @return the class of an object with signed fields, which is the value or in the value; or a class that cannot be
     *         searched; or null
     */
    public @Nullable Class<?> find(Object value) {
        return find(value, this::isFound);
    }

    /**
     * @return whether the value is or contains an object that is known to have signed fields
     */
    public boolean holdsSigned(Object value) {
        return find(value, held -> classes.of(held.getClass()).kind() == SignedObjectClasses.Kind.SIGNED) != null;
    }

    private boolean isFound(Object value) {
        SignedObjectClasses.Kind kind = classes.of(value.getClass()).kind();
        return kind == SignedObjectClasses.Kind.SIGNED || kind == SignedObjectClasses.Kind.UNKNOWN;
    }

    /**
     * @return the class of the first object that passes the test, among those that have signed fields or may lead to them; or a
     *         class that cannot be searched; or null
     */
    public @Nullable Class<?> find(Object value, Predicate<Object> test) {
        if (value == null || !mayFind(value.getClass())) {
            return null;
        }
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        add(value, seen, open);
        while (!open.isEmpty()) {
            Object next = open.pop();
            try {
                if (test.test(next)) {
                    return next.getClass();
                }
                expand(next, seen, open);
            } catch (RuntimeException | IllegalAccessException e) {
                // for example a lazy collection without its session
                return next.getClass();
            }
            if (seen.size() > MOST_OBJECTS) {
                return value.getClass();
            }
        }
        return null;
    }

    private void expand(Object value, Set<Object> seen, Deque<Object> open) throws IllegalAccessException {
        SignedObjectClasses.Shape shape = classes.of(value.getClass());
        if (shape.kind() == SignedObjectClasses.Kind.CONTAINER) {
            expandContainer(value, seen, open);
        }
        for (Field field : shape.fields()) {
            add(field.get(value), seen, open);
        }
    }

    private void expandContainer(Object value, Set<Object> seen, Deque<Object> open) {
        if (value instanceof Collection<?> collection) {
            addAll(collection, seen, open);
        } else if (value instanceof Map<?, ?> map) {
            addAll(map.keySet(), seen, open);
            addAll(map.values(), seen, open);
        } else if (value instanceof Object[] array) {
            addAll(Arrays.asList(array), seen, open);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey(), seen, open);
            add(entry.getValue(), seen, open);
        } else if (value instanceof Optional<?> optional) {
            add(optional.orElse(null), seen, open);
        } else if (value instanceof AtomicReference<?> reference) {
            add(reference.get(), seen, open);
        }
        if (Proxy.isProxyClass(value.getClass())) {
            add(Proxy.getInvocationHandler(value), seen, open);
        }
    }

    private void addAll(Collection<?> values, Set<Object> seen, Deque<Object> open) {
        for (Object value : values) {
            add(value, seen, open);
        }
    }

    private void add(@Nullable Object value, Set<Object> seen, Deque<Object> open) {
        if (value != null && mayFind(value.getClass()) && seen.add(value)) {
            open.push(value);
        }
    }
}
