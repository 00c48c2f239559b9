package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;
import org.jboss.jandex.TypeVariable;

import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * Determines whether objects of a type have signed fields, or hold objects that do, at any depth.
 */
public final class FieldReachability {

    public enum Answer {
        NO,
        /** The type does not show what it holds. */
        PERHAPS,
        YES
    }

    /** Types that can be, or contain, any object. */
    private static final Set<DotName> ANYTHING = names("java.lang.Object", "java.io.Serializable", "java.lang.Comparable",
            "java.lang.Record", "java.lang.Iterable", "java.util.Collection", "java.util.List", "java.util.Set",
            "java.util.Map", "java.util.Optional", "java.util.stream.Stream", "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture");

    /** Types that are not in an index, and do not hold DTOs. */
    private static final Set<DotName> NOTHING = names("io.vertx.core.buffer.Buffer", "io.vertx.mutiny.core.buffer.Buffer",
            "io.quarkus.qute.TemplateInstance", "io.vertx.core.file.AsyncFile",
            "org.jboss.resteasy.reactive.PathPart", "org.jboss.resteasy.reactive.FilePart");

    /** Limits a generic class that holds ever more nested types of itself. */
    private static final int DEEPEST = 500;

    private record Node(String key, Type type, boolean sure, boolean exact) {

        static Node of(Type type, boolean sure, boolean exact) {
            return new Node(type + (exact ? "!" : ""), type, sure, exact);
        }
    }

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final Set<DotName> owners = new HashSet<>();
    private final Map<String, Answer> known = new ConcurrentHashMap<>();

    public FieldReachability(IndexView index, List<AnnotatedField> members) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        members.forEach(member -> owners.add(member.owner().name()));
    }

    private static Set<DotName> names(String... names) {
        Set<DotName> result = new HashSet<>();
        for (String name : names) {
            result.add(DotName.createSimple(name));
        }
        return result;
    }

    /**
     * Whether the class declares or inherits a signed field.
     */
    boolean hasMembers(ClassInfo type) {
        return owners.contains(type.name())
                || overrides.superclasses(type).stream().anyMatch(above -> owners.contains(above.name()))
                || overrides.interfaces(type).stream().anyMatch(above -> owners.contains(above.name()));
    }

    /**
     * The same for a method's return value.
     */
    public Answer ofReturned(MethodInfo method) {
        return of(KotlinFunctions.returnType(method));
    }

    public Answer of(Type type) {
        return owners.isEmpty() ? Answer.NO : known.computeIfAbsent(type.toString(), ignored -> search(type));
    }

    private Answer search(Type start) {
        Answer answer = Answer.NO;
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.add(Node.of(start, true, false));
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (!seen.add(node.key() + node.sure())) {
                continue;
            }
            Answer own = expand(node, open);
            if (own == Answer.YES && node.sure()) {
                return Answer.YES;
            } else if (own != Answer.NO || seen.size() > DEEPEST * 20 || node.key().length() > DEEPEST) {
                answer = Answer.PERHAPS;
            }
            if (node.key().length() > DEEPEST) {
                open.clear();
            }
        }
        return answer;
    }

    private Answer expand(Node node, Deque<Node> open) {
        Type type = node.type();
        switch (type.kind()) {
            case ARRAY -> open.add(Node.of(type.asArrayType().constituent(), node.sure(), false));
            case WILDCARD_TYPE -> open.add(Node.of(type.asWildcardType().extendsBound(), node.sure(), false));
            case TYPE_VARIABLE -> open.add(Node.of(bound(type.asTypeVariable()), node.sure(), false));
            case UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> {
                return Answer.PERHAPS;
            }
            case PARAMETERIZED_TYPE -> {
                type.asParameterizedType().arguments().forEach(argument -> open.add(Node.of(argument, node.sure(), false)));
                return expandClass(node, open);
            }
            case CLASS -> {
                return ANYTHING.contains(type.name()) ? Answer.PERHAPS : expandClass(node, open);
            }
            default -> {
            }
        }
        return Answer.NO;
    }

    private static Type bound(TypeVariable variable) {
        return variable.bounds().isEmpty() ? Type.create(DotName.OBJECT_NAME, Type.Kind.CLASS) : variable.bounds().get(0);
    }

    private Answer expandClass(Node node, Deque<Node> open) {
        ClassInfo type = index.getClassByName(node.type().name());
        if (isOfJdk(node.type().name())) {
            return Answer.NO;
        } else if (type == null) {
            return node.type().kind() == Type.Kind.PARAMETERIZED_TYPE || NOTHING.contains(node.type().name()) ? Answer.NO
                    : Answer.PERHAPS;
        } else if (type.isEnum() || type.isAnnotation()) {
            return Answer.NO;
        } else if (hasMembers(type)) {
            return Answer.YES;
        }
        addProperties(type, variables(type, node.type()), node, open);
        if (!node.exact()) {
            addBelow(type, node, open);
        }
        return Answer.NO;
    }

    public static boolean isOfJdk(DotName name) {
        String text = name.toString();
        return text.startsWith("java.") || text.startsWith("javax.") || text.startsWith("io.smallrye.mutiny.");
    }

    private void addBelow(ClassInfo type, Node node, Deque<Node> open) {
        List<ClassInfo> below = new ArrayList<>(index.getAllKnownSubclasses(type.name()));
        if (type.isInterface()) {
            below.addAll(index.getAllKnownImplementations(type.name()));
        }
        below.forEach(subtype -> open.add(Node.of(Type.create(subtype.name(), Type.Kind.CLASS), node.sure(), true)));
    }

    private void addProperties(ClassInfo type, Map<String, Type> variables, Node node, Deque<Node> open) {
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags()) && !field.isSynthetic()) {
                open.add(Node.of(resolve(field.type(), variables), node.sure() && isWritten(field), false));
            }
        }
        for (MethodInfo method : type.methods()) {
            if (JsonProperties.name(method, List.of()) != null && !Modifier.isStatic(method.flags()) && !method.isSynthetic()) {
                open.add(Node.of(resolve(method.returnType(), variables), node.sure() && isWritten(method), false));
            }
        }
        List<Type> above = new ArrayList<>(type.interfaceTypes());
        if (type.superClassType() != null) {
            above.add(type.superClassType());
        }
        for (Type supertype : above) {
            ClassInfo found = index.getClassByName(supertype.name());
            if (found != null && !isOfJdk(found.name())) {
                addProperties(found, variables(found, resolve(supertype, variables)), node, open);
            } else if (isOfJdk(supertype.name()) && supertype.kind() == Type.Kind.PARAMETERIZED_TYPE) {
                // a custom list or map
                resolve(supertype, variables).asParameterizedType().arguments()
                        .forEach(argument -> open.add(Node.of(argument, node.sure(), false)));
            }
        }
    }

    private static boolean isWritten(AnnotationTarget target) {
        return JsonProperties.isWritten(target) && !target.hasDeclaredAnnotation(JsonNames.JSON_IGNORE);
    }

    private static Map<String, Type> variables(ClassInfo type, Type used) {
        Map<String, Type> variables = new HashMap<>();
        if (used.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            List<Type> arguments = used.asParameterizedType().arguments();
            for (int i = 0; i < arguments.size() && i < type.typeParameters().size(); i++) {
                variables.put(type.typeParameters().get(i).identifier(), arguments.get(i));
            }
        }
        return variables;
    }

    private static Type resolve(Type type, Map<String, Type> variables) {
        return switch (type.kind()) {
            case TYPE_VARIABLE -> variables.getOrDefault(type.asTypeVariable().identifier(), type);
            case ARRAY -> resolve(type.asArrayType().elementType(), variables);
            case WILDCARD_TYPE -> resolve(type.asWildcardType().extendsBound(), variables);
            case PARAMETERIZED_TYPE -> ParameterizedType.create(type.name(), type.asParameterizedType().arguments().stream()
                    .map(argument -> resolve(argument, variables)).toArray(Type[]::new), null);
            default -> type;
        };
    }
}
