package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jboss.jandex.TypeVariable;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * Determines whether objects of a type have signed fields, or hold objects that do, at any depth. This is the only class that
 * walks through the graph of classes. It goes from the classes with signed fields to the classes that hold their objects, so
 * that it reads each class only once. A class counts as holding its type arguments wherever they are mentioned, so type
 * variables need not be resolved.
 */
public final class FieldReachability {

    public enum Answer {
        NO,
        /** The type does not show which objects it holds. */
        PERHAPS,
        YES
    }

    /** Types that can be, or contain, any object. */
    private static final Set<DotName> ANYTHING = DotNames.of("java.lang.Object", "java.io.Serializable", "java.lang.Comparable",
            "java.lang.Record", "java.lang.Iterable", "java.util.Collection", "java.util.List", "java.util.Set",
            "java.util.Map", "java.util.Optional", "java.util.stream.Stream", "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture");

    /** Types that are not in an index, and do not hold DTOs. */
    private static final Set<DotName> NOTHING = DotNames.of("io.vertx.core.buffer.Buffer", "io.vertx.mutiny.core.buffer.Buffer",
            "io.quarkus.qute.TemplateInstance", "io.vertx.core.file.AsyncFile",
            "org.jboss.resteasy.reactive.PathPart", "org.jboss.resteasy.reactive.FilePart");

    /** Represents all unknown types. */
    private static final DotName UNKNOWN = DotName.createSimple("?");

    private final IndexView index;
    private final MethodHierarchy hierarchy;
    /** For each type, the classes whose JSON shows its objects, and below, the classes that hold its objects. */
    private final Map<DotName, Set<DotName>> showing;
    private final Map<DotName, Set<DotName>> holding;
    /** The classes with signed fields or with objects that have them, and below, the same classes with their supertypes. */
    private final Set<DotName> classes;
    private final Set<DotName> sure;
    private final Set<DotName> possible;

    FieldReachability(IndexView index, Collection<AnnotatedField> fields) {
        this(index, fields, new HashMap<>(), new HashMap<>());
    }

    private FieldReachability(IndexView index, Collection<AnnotatedField> fields, Map<DotName, Set<DotName>> showing,
            Map<DotName, Set<DotName>> holding) {
        this.index = index;
        this.hierarchy = new MethodHierarchy(index);
        this.showing = showing;
        this.holding = holding;
        if (!fields.isEmpty() && holding.isEmpty()) {
            index.getKnownClasses().forEach(this::addProperties);
        }
        Set<DotName> owners = fields.stream().map(field -> field.owner().name()).collect(Collectors.toSet());
        this.classes = holders(owners, showing);
        this.sure = withSupertypes(classes);
        if (!owners.isEmpty()) {
            owners.add(UNKNOWN);
        }
        this.possible = withSupertypes(holders(owners, holding));
    }

    /**
     * The reachability of a single field.
     */
    public FieldReachability of(AnnotatedField field) {
        return new FieldReachability(index, List.of(field), showing, holding);
    }

    /**
     * The names of the classes whose objects have signed fields or hold objects that do. They are needed for values whose
     * declared type does not show this.
     */
    public Set<String> classes() {
        return classes.stream().map(DotName::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    public Answer ofReturned(MethodInfo method) {
        return of(KotlinFunctions.returnType(method));
    }

    public Answer of(Type type) {
        Set<DotName> mentioned = new HashSet<>();
        addMentioned(type, List.of(), mentioned);
        if (mentioned.stream().anyMatch(sure::contains)) {
            return Answer.YES;
        }
        return mentioned.stream().anyMatch(possible::contains) ? Answer.PERHAPS : Answer.NO;
    }

    private Set<DotName> holders(Set<DotName> start, Map<DotName, Set<DotName>> held) {
        Set<DotName> found = new HashSet<>();
        Deque<DotName> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            DotName name = open.remove();
            if (found.add(name)) {
                hierarchy.subtypes(name).forEach(type -> open.add(type.name()));
                withSupertypes(Set.of(name)).forEach(type -> open.addAll(held.getOrDefault(type, Set.of())));
            }
        }
        return found;
    }

    /**
     * Adds the supertypes, because a property whose type is a supertype may hold objects of these classes.
     */
    private Set<DotName> withSupertypes(Set<DotName> names) {
        Set<DotName> all = new HashSet<>(names);
        names.stream().map(index::getClassByName).filter(Objects::nonNull)
                .flatMap(type -> hierarchy.lineage(type).stream()).map(ClassInfo::name)
                .filter(above -> !isOfJdk(above)).forEach(all::add);
        return all;
    }

    private void addProperties(ClassInfo type) {
        if (type.isEnum() || type.isAnnotation() || isOfJdk(type.name())) {
            return;
        }
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags()) && !field.isSynthetic()) {
                addHeld(type, field.type(), isWritten(field), type.typeParameters());
            }
        }
        for (MethodInfo method : type.methods()) {
            if (JsonProperties.name(method, List.of()) != null && !Modifier.isStatic(method.flags()) && !method.isSynthetic()) {
                addHeld(type, method.returnType(), isWritten(method), type.typeParameters());
            }
        }
        Stream.concat(type.interfaceTypes().stream(), Stream.ofNullable(type.superClassType())).forEach(supertype -> {
            if (supertype.kind() == Type.Kind.PARAMETERIZED_TYPE) {
                // the supertype may be, for example, a list or a map
                supertype.asParameterizedType().arguments()
                        .forEach(argument -> addHeld(type, argument, true, type.typeParameters()));
            } else if (!isOfJdk(supertype.name()) && index.getClassByName(supertype.name()) != null) {
                index.getClassByName(supertype.name()).typeParameters()
                        .forEach(variable -> addHeld(type, bound(variable), true, List.of()));
            }
        });
    }

    private void addHeld(ClassInfo holder, Type type, boolean shown, List<TypeVariable> ofHolder) {
        Set<DotName> mentioned = new HashSet<>();
        addMentioned(type, ofHolder, mentioned);
        for (DotName name : mentioned) {
            holding.computeIfAbsent(name, ignored -> new HashSet<>()).add(holder.name());
            if (shown) {
                showing.computeIfAbsent(name, ignored -> new HashSet<>()).add(holder.name());
            }
        }
    }

    /**
     * Adds the classes that a type mentions and that may hold other objects.
     *
     * @param arguments the type variables that are left out, because their arguments are added where the class is used
     */
    private void addMentioned(Type type, List<TypeVariable> arguments, Set<DotName> names) {
        switch (type.kind()) {
            case ARRAY -> addMentioned(type.asArrayType().constituent(), arguments, names);
            case WILDCARD_TYPE -> addMentioned(type.asWildcardType().extendsBound(), arguments, names);
            case TYPE_VARIABLE -> {
                TypeVariable variable = type.asTypeVariable();
                if (arguments.stream().noneMatch(known -> known.identifier().equals(variable.identifier()))) {
                    addMentioned(bound(variable), arguments, names);
                }
            }
            case UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> names.add(UNKNOWN);
            case PARAMETERIZED_TYPE -> {
                type.asParameterizedType().arguments().forEach(argument -> addMentioned(argument, arguments, names));
                if (!isOfJdk(type.name()) && index.getClassByName(type.name()) != null) {
                    names.add(type.name());
                }
            }
            case CLASS -> addMentioned(type.name(), names);
            default -> {
            }
        }
    }

    private void addMentioned(DotName name, Set<DotName> names) {
        ClassInfo type = index.getClassByName(name);
        if (ANYTHING.contains(name) || type == null && !isOfJdk(name) && !NOTHING.contains(name)) {
            names.add(UNKNOWN);
        } else if (type != null && !isOfJdk(name) && names.add(name)) {
            type.typeParameters().forEach(variable -> addMentioned(bound(variable), List.of(), names));
        }
    }

    private static Type bound(TypeVariable variable) {
        return variable.bounds().isEmpty() ? Type.create(DotName.OBJECT_NAME, Type.Kind.CLASS) : variable.bounds().get(0);
    }

    public static boolean isOfJdk(DotName name) {
        String text = name.toString();
        return text.startsWith("java.") || text.startsWith("javax.") || text.startsWith("io.smallrye.mutiny.");
    }

    private static boolean isWritten(AnnotationTarget target) {
        return JsonProperties.isWritten(target) && !target.hasDeclaredAnnotation(JsonProperties.JSON_IGNORE);
    }
}
