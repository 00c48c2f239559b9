package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A set of classes and all of their subtypes.
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
        return names.contains(type.getName()) || Arrays.stream(type.getInterfaces()).anyMatch(this::contain)
                || type.getSuperclass() != null && contain(type.getSuperclass());
    }

    /**
     * Whether the value is an object of such a class, or a container of the JDK with such an object.
     */
    boolean areIn(@Nullable Object value) {
        return any(value, each -> contain(each.getClass()));
    }

    /**
     * Whether the test holds for the value or, if the value is a container of the JDK, for a value in the container.
     */
    static boolean any(@Nullable Object value, Predicate<Object> test) {
        if (value instanceof Collection<?> collection) {
            return collection.stream().anyMatch(element -> any(element, test));
        } else if (value instanceof Map<?, ?> map) {
            return any(map.values(), test);
        } else if (value instanceof Object[] array) {
            return any(Arrays.asList(array), test);
        } else if (value instanceof Optional<?> optional) {
            return any(optional.orElse(null), test);
        }
        return value != null && test.test(value);
    }
}
