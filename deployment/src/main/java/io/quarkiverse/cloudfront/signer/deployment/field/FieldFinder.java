package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * Finds the fields with {@code @SignedResource}, all accessors with which JSON libraries read them, and fields that cannot be
 * signed.
 */
final class FieldFinder {

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final Predicate<ClassInfo> isBean;
    private final Function<String, List<String>> resourceMistakes;
    private final Set<AnnotationTarget> annotated = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, AnnotatedField> fields = new TreeMap<>();

    /**
     * @param isBean whether a class will be a CDI bean, whose annotated methods are intercepted
     * @param resourceMistakes returns the mistakes in the resource of a field
     */
    FieldFinder(IndexView index, Predicate<ClassInfo> isBean, Function<String, List<String>> resourceMistakes) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        this.isBean = isBean;
        this.resourceMistakes = resourceMistakes;
    }

    /**
     * @param writesJson whether the application can write JSON; fields are only signed in JSON
     */
    SignedFieldsBuildItem find(boolean writesJson) {
        List<AnnotationInstance> annotations = new ArrayList<>(index.getAnnotations(DotNames.SIGNED_RESOURCE));
        annotations.sort(Comparator.comparing(annotation -> annotation.target().toString()));
        for (AnnotationInstance annotation : annotations) {
            AnnotationTarget target = annotation.target();
            switch (target.kind()) {
                case FIELD -> addField(annotation, target.asField());
                case RECORD_COMPONENT -> {
                    RecordComponentInfo component = target.asRecordComponent();
                    add(annotation, component.declaringClass(), component.name(), component.type());
                }
                case METHOD -> addMethod(annotation, target.asMethod());
                default -> {
                }
            }
        }
        for (AnnotatedField field : fields.values()) {
            checkType(field);
            checkElements(field);
        }
        if (!fields.isEmpty() && !writesJson) {
            problem(fields.values().iterator().next(), "has @SignedResource, but fields are signed in JSON, which the "
                    + "application does not write; add quarkus-rest-jackson or quarkus-rest-jsonb");
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
            problem(known, "has @SignedResource twice, with different elements; remove one of them");
        }
    }

    private List<AnnotationTarget> accessors(ClassInfo owner, String name) {
        // Jackson inherits the annotations of an overridden method, but JSON-B does not
        List<AnnotationTarget> targets = new ArrayList<>();
        Stream.concat(Stream.of(owner), overrides.subtypes(owner.name()).stream()).forEach(type -> {
            Stream.ofNullable(type.field(name)).filter(field -> !Modifier.isStatic(field.flags())).forEach(targets::add);
            type.methods().stream().filter(method -> isGetter(method, name)).forEach(targets::add);
        });
        return targets;
    }

    private static boolean isGetter(MethodInfo method, String name) {
        return name.equals(JsonProperties.name(method, List.of())) && !method.isSynthetic()
                && !Modifier.isStatic(method.flags())
                // accessors that a record implements
                || method.declaringClass().isInterface() && method.name().equals(name) && method.parametersCount() == 0
                        && method.returnType().kind() != Type.Kind.VOID;
    }

    private void problem(AnnotatedField field, String message) {
        problems.add(field.description() + " " + message);
    }

    private void checkType(AnnotatedField field) {
        if (!ReturnTypes.isValue(field.type())) {
            problem(field, "is of type " + field.type() + ", which cannot be signed; the supported types are String, URI and "
                    + "URL, and an Optional, array, Collection, List, Set or Map (its values) of these");
        } else if (field.accessors().stream()
                .anyMatch(accessor -> accessor.hasDeclaredAnnotation(JsonProperties.JSON_ANY_GETTER))) {
            problem(field, "has @SignedResource and @JsonAnyGetter, whose values cannot be signed; remove one of them");
        } else if (field.accessors().stream().noneMatch(accessor -> JsonProperties.isWritten(accessor)
                // a developer does not expect an ignored field to be written
                || accessor.hasDeclaredAnnotation(JsonProperties.JSON_IGNORE))) {
            problem(field, "has @SignedResource, but is not public and does not have a public getter, so it is not written as "
                    + "JSON; add a getter, or annotate it with @JsonProperty or @JsonbProperty");
        }
    }

    private void checkElements(AnnotatedField field) {
        SignedResourceElements elements = field.elements();
        if (elements.delivery() == Delivery.COOKIES) {
            problem(field, "has @SignedResource(delivery = COOKIES), but cookies are set on a whole response; set the delivery "
                    + "on the REST method, and remove it here");
        }
        if (elements.content().isText() && ReturnTypes.isValue(field.type()) && !ReturnTypes.isOfStrings(field.type())) {
            problem(field, "is of type " + field.type() + ", which is not text, and has content = " + elements.content()
                    + "; leave it out, or make it a string");
        }
        Stream.concat(resourceMistakes.apply(elements.resource()).stream(),
                elements.mistakes(true).stream()).forEach(mistake -> problem(field, mistake));
    }

    private boolean isBeanOrAbove(ClassInfo type) {
        return isBean.test(type) || overrides.superclasses(type).stream().anyMatch(isBean)
                || overrides.subtypes(type.name()).stream().anyMatch(isBean);
    }
}
