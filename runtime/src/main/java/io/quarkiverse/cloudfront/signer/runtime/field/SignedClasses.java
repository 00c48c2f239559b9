package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A set of classes and of all classes below them.
 */
final class SignedClasses {

    private final Set<String> names;
    private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    SignedClasses(Set<String> names) {
        this.names = names;
    }

    boolean contain(Class<?> type) {
        Boolean found = known.get(type);
        if (found == null) {
            found = find(type);
            known.put(type, found);
        }
        return found;
    }

    private boolean find(Class<?> type) {
        if (names.contains(type.getName())) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (contain(implemented)) {
                return true;
            }
        }
        return type.getSuperclass() != null && contain(type.getSuperclass());
    }

    /**
     * Whether the value is an object of such a class, or a container of the JDK with one.
     */
    boolean areIn(@Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            return areInAny(collection);
        } else if (value instanceof Map<?, ?> map) {
            return areInAny(map.values()) || areInAny(map.keySet());
        } else if (value instanceof Object[] array) {
            for (Object element : array) {
                if (areIn(element)) {
                    return true;
                }
            }
            return false;
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() && areIn(optional.get());
        }
        return value != null && contain(value.getClass());
    }

    private boolean areInAny(Collection<?> values) {
        for (Object value : values) {
            if (areIn(value)) {
                return true;
            }
        }
        return false;
    }
}
