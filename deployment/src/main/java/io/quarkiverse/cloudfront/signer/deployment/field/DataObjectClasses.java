package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * The classes whose objects have signed fields or hold objects that do, for values whose declared type does not show it.
 */
public final class DataObjectClasses {

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final Map<DotName, Set<DotName>> holders = new HashMap<>();

    public DataObjectClasses(IndexView index) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
    }

    public Set<String> of(List<AnnotatedField> members) {
        if (members.isEmpty()) {
            return Set.of();
        }
        index.getKnownClasses().forEach(this::addHolder);
        Set<String> found = new TreeSet<>();
        Deque<DotName> open = new ArrayDeque<>();
        members.forEach(member -> open.add(member.owner().name()));
        while (!open.isEmpty()) {
            DotName name = open.remove();
            if (found.add(name.toString())) {
                addHoldersOf(name, open);
            }
        }
        return found;
    }

    /**
     * A holder of a class, or of its superclass, may hold an object of any subclass.
     */
    private void addHoldersOf(DotName name, Deque<DotName> open) {
        Set<DotName> types = new HashSet<>(Set.of(name));
        ClassInfo type = index.getClassByName(name);
        Set<ClassInfo> below = new HashSet<>(index.getAllKnownSubclasses(name));
        below.addAll(index.getAllKnownImplementations(name));
        below.add(type);
        for (ClassInfo subtype : below) {
            types.add(subtype.name());
            overrides.superclasses(subtype).forEach(above -> types.add(above.name()));
            overrides.interfaces(subtype).forEach(above -> types.add(above.name()));
        }
        types.forEach(held -> open.addAll(holders.getOrDefault(held, Set.of())));
    }

    private void addHolder(ClassInfo type) {
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags()) && JsonProperties.isWritten(field)) {
                addHeld(type, field.type());
            }
        }
        for (MethodInfo method : type.methods()) {
            if (JsonProperties.name(method, List.of()) != null && JsonProperties.isVisible(method)
                    && !Modifier.isStatic(method.flags())) {
                addHeld(type, method.returnType());
            }
        }
    }

    private void addHeld(ClassInfo holder, Type held) {
        switch (held.kind()) {
            case ARRAY -> addHeld(holder, held.asArrayType().elementType());
            case WILDCARD_TYPE -> addHeld(holder, held.asWildcardType().extendsBound());
            case PARAMETERIZED_TYPE -> {
                held.asParameterizedType().arguments().forEach(argument -> addHeld(holder, argument));
                holders.computeIfAbsent(held.name(), ignored -> new HashSet<>()).add(holder.name());
            }
            case CLASS -> holders.computeIfAbsent(held.name(), ignored -> new HashSet<>()).add(holder.name());
            default -> {
            }
        }
    }
}
