package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * Finds the fields with {@code @SignedResource}, and all accessors with which JSON libraries read them.
 */
final class FieldFinder {

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final Predicate<ClassInfo> isBean;
    private final Set<AnnotationTarget> annotated = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, AnnotatedField> fields = new TreeMap<>();

    /**
     * @param isBean whether a class will be a CDI bean, whose annotated methods are intercepted
     */
    FieldFinder(IndexView index, Predicate<ClassInfo> isBean) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        this.isBean = isBean;
    }

    SignedFieldsBuildItem find() {
        List<AnnotationInstance> annotations = new ArrayList<>(index.getAnnotations(DotNames.SIGNED_RESOURCE));
        annotations.sort(Comparator.comparing(annotation -> annotation.target().toString()));
        for (AnnotationInstance annotation : annotations) {
            AnnotationTarget target = annotation.target();
            switch (target.kind()) {
                case FIELD -> addField(annotation, target.asField());
                case RECORD_COMPONENT -> addComponent(annotation, target.asRecordComponent());
                case METHOD -> addMethod(annotation, target.asMethod());
                default -> {
                }
            }
        }
        return new SignedFieldsBuildItem(List.copyOf(fields.values()), annotated, problems,
                new FieldReachability(index, fields.values()));
    }

    private void addField(AnnotationInstance annotation, FieldInfo field) {
        ClassInfo owner = field.declaringClass();
        if (Modifier.isStatic(field.flags())) {
            problems.add(owner.name() + "#" + field.name() + " has @SignedResource, but is static, so it is not written as "
                    + "JSON; annotate an instance field");
        } else if (isBeanOrAbove(owner)) {
            problems.add(owner.name() + "#" + field.name() + " has @SignedResource, but " + owner.name().withoutPackagePrefix()
                    + " is a CDI bean, whose fields are not signed; annotate its methods");
        } else {
            add(annotation, owner, field.name(), field.type());
        }
    }

    private void addComponent(AnnotationInstance annotation, RecordComponentInfo component) {
        add(annotation, component.declaringClass(), component.name(), component.type());
    }

    private void addMethod(AnnotationInstance annotation, MethodInfo method) {
        ClassInfo owner = method.declaringClass();
        String property = JsonProperties.name(method, overrides.subtypes(owner.name()));
        if (property != null && !method.isSynthetic() && !Modifier.isStatic(method.flags())
                && !Modifier.isPrivate(method.flags()) && !isBeanOrAbove(owner)) {
            annotated.add(method);
            add(annotation, owner, property, method.returnType());
        }
    }

    private void add(AnnotationInstance annotation, ClassInfo owner, String name, Type type) {
        annotated.add(annotation.target());
        AnnotatedField known = fields.get(owner.name() + "#" + name);
        if (known == null) {
            AnnotatedField found = new AnnotatedField(owner, name, type, annotation, accessors(owner, name));
            fields.put(found.description(), found);
        } else if (!known.annotation().equivalentTo(annotation)) {
            problems.add(known.description() + " has @SignedResource twice, with different elements; remove one of them");
        }
    }

    private List<AnnotationTarget> accessors(ClassInfo owner, String name) {
        List<AnnotationTarget> targets = new ArrayList<>();
        addField(targets, owner, name);
        addGetters(targets, owner, name);
        for (ClassInfo below : overrides.subtypes(owner.name())) {
            // Jackson inherits the annotations of an overridden method, but JSON-B does not
            addField(targets, below, name);
            addGetters(targets, below, name);
        }
        return targets;
    }

    private static void addField(List<AnnotationTarget> targets, ClassInfo type, String name) {
        FieldInfo field = type.field(name);
        if (field != null && !Modifier.isStatic(field.flags())) {
            targets.add(field);
        }
    }

    private static void addGetters(List<AnnotationTarget> targets, ClassInfo type, String name) {
        for (MethodInfo method : type.methods()) {
            if (name.equals(JsonProperties.name(method, List.of())) && !method.isSynthetic()
                    && !Modifier.isStatic(method.flags())) {
                targets.add(method);
            } else if (type.isInterface() && method.name().equals(name) && method.parametersCount() == 0
                    && method.returnType().kind() != Type.Kind.VOID) {
                // the accessors that records implement
                targets.add(method);
            }
        }
    }

    private boolean isBeanOrAbove(ClassInfo type) {
        return isBean.test(type) || overrides.superclasses(type).stream().anyMatch(isBean)
                || overrides.subtypes(type.name()).stream().anyMatch(isBean);
    }
}
