package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/**
 * Finds signed URLs in the signed fields of objects that were read from a request. Checks the objects instead of the text, so
 * it works with all readers.
 */
@Singleton
public class RequestObjects {

    private final Map<Class<?>, RequestShape> shapes = new ConcurrentHashMap<>();
    private volatile Map<String, List<RequestField>> members = Map.of();
    private volatile Set<String> classes = Set.of();

    /**
     * @param classes the names of the classes whose objects have such fields, or may hold objects that do
     */
    public void prepare(List<RequestField> members, List<String> classes) {
        Map<String, List<RequestField>> byOwner = new HashMap<>();
        for (RequestField member : members) {
            List<RequestField> own = byOwner.getOrDefault(member.owner(), new ArrayList<>());
            own.add(member);
            byOwner.put(member.owner(), own);
        }
        this.members = byOwner;
        this.classes = Set.copyOf(classes);
    }

    /**
     * The name of a signed field that holds a signed URL, at any depth.
     */
    public @Nullable String signedUrl(Object root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        add(root, open);
        while (!open.isEmpty()) {
            Object object = open.remove();
            if (!seen.add(object)) {
                continue;
            }
            addElements(object, open);
            RequestShape shape = shape(object.getClass());
            String found = shape.signedUrl(object);
            if (found != null) {
                return found;
            }
            shape.forEachHeld(object, held -> add(held, open));
        }
        return null;
    }

    private static void add(Object value, Deque<Object> open) {
        if (value != null && !(value instanceof CharSequence) && !(value instanceof Number) && !(value instanceof Enum)) {
            open.add(value);
        }
    }

    private static void addElements(Object object, Deque<Object> open) {
        if (object instanceof Collection<?> collection) {
            collection.forEach(element -> add(element, open));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key, open);
                add(value, open);
            });
        } else if (object instanceof Object[] array) {
            for (Object element : array) {
                add(element, open);
            }
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(value -> add(value, open));
        }
    }

    private RequestShape shape(Class<?> type) {
        RequestShape known = shapes.get(type);
        if (known == null) {
            known = isKnown(type) ? RequestShape.of(type, members) : RequestShape.OPAQUE;
            shapes.put(type, known);
        }
        return known;
    }

    private boolean isKnown(Class<?> type) {
        if (type == null || type == Object.class) {
            return false;
        } else if (classes.contains(type.getName()) || isKnown(type.getSuperclass())) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isKnown(implemented)) {
                return true;
            }
        }
        return false;
    }
}
