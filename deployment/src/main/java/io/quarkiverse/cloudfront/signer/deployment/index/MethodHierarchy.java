package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods that a method overrides or implements.
 */
public record MethodHierarchy(IndexView index) {

    /**
     * The superclasses in the index, with the nearest first. {@code Object}, which some extensions index, is left out.
     */
    public List<ClassInfo> superclasses(ClassInfo type) {
        List<ClassInfo> superclasses = new ArrayList<>();
        for (ClassInfo next = superclass(type); next != null; next = superclass(next)) {
            superclasses.add(next);
        }
        return superclasses;
    }

    /**
     * The annotation of the class or of its nearest superclass.
     */
    public @Nullable AnnotationInstance annotation(ClassInfo type, DotName annotation) {
        return Stream.concat(Stream.of(type), superclasses(type).stream()).map(each -> each.declaredAnnotation(annotation))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private @Nullable ClassInfo superclass(ClassInfo type) {
        return type.superName() == null || type.superName().equals(DotName.OBJECT_NAME) ? null
                : index.getClassByName(type.superName());
    }

    /**
     * The direct superclass and interfaces of a type, as far as they are in the index.
     */
    List<ClassInfo> supertypes(ClassInfo type) {
        return Stream.concat(Stream.ofNullable(superclass(type)), type.interfaceNames().stream().map(index::getClassByName))
                .filter(Objects::nonNull).toList();
    }

    /**
     * The type, then its superclasses with the nearest first, and then all their interfaces, as far as they are in the index.
     */
    public List<ClassInfo> lineage(ClassInfo type) {
        List<ClassInfo> lineage = new ArrayList<>(List.of(type));
        lineage.addAll(superclasses(type));
        Set<ClassInfo> interfaces = new LinkedHashSet<>();
        lineage.forEach(each -> collectInterfaces(each, interfaces));
        lineage.addAll(interfaces);
        return lineage;
    }

    private void collectInterfaces(ClassInfo type, Set<ClassInfo> interfaces) {
        for (DotName name : type.interfaceNames()) {
            ClassInfo found = index.getClassByName(name);
            if (found != null && interfaces.add(found)) {
                collectInterfaces(found, interfaces);
            }
        }
    }

    /**
     * All classes and interfaces below a type.
     */
    public Collection<ClassInfo> subtypes(DotName type) {
        Map<DotName, ClassInfo> subtypes = new TreeMap<>();
        for (Collection<ClassInfo> known : List.of(index.getAllKnownSubclasses(type), index.getAllKnownImplementations(type),
                index.getAllKnownSubinterfaces(type))) {
            known.forEach(subtype -> subtypes.put(subtype.name(), subtype));
        }
        return subtypes.values();
    }

    /**
     * The methods that a method overrides: first those of superclasses, beginning with the nearest, and then those of
     * interfaces.
     */
    public List<MethodInfo> overridden(MethodInfo method) {
        return lineage(method.declaringClass()).stream().skip(1).flatMap(above -> above.methods().stream())
                .filter(candidate -> overrides(method, candidate)).toList();
    }

    /**
     * Whether a method overrides a candidate. If the type of the candidate's parameter is a type variable, or an array of one,
     * the overriding parameter can have any type.
     */
    public static boolean overrides(MethodInfo method, MethodInfo candidate) {
        if (!method.name().equals(candidate.name()) || method.parametersCount() != candidate.parametersCount()
                || method.isConstructor() || method.isStaticInitializer()) {
            return false;
        }
        for (int i = 0; i < method.parametersCount(); i++) {
            Type above = candidate.parameterType(i);
            if (!isVariable(above) && !above.name().equals(method.parameterType(i).name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVariable(Type type) {
        return switch (type.kind()) {
            case TYPE_VARIABLE, UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> true;
            case ARRAY -> isVariable(type.asArrayType().elementType());
            default -> false;
        };
    }
}
