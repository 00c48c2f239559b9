package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The application's {@code @SignedResource} annotations, and the methods to which they apply. Reads only the index, because CDI
 * needs some of this information before the beans are known.
 */
public final class SignedAnnotationsBuildItem extends SimpleBuildItem {

    /** The elements of each annotation. */
    private final List<SignedResourceElements> all;
    private final MethodHierarchy hierarchy;
    private final Map<MethodInfo, AnnotationInstance> inherited;

    public SignedAnnotationsBuildItem(IndexView index) {
        this.all = index.getAnnotations(DotNames.SIGNED_RESOURCE).stream().map(SignedResourceElements::of).toList();
        this.hierarchy = new MethodHierarchy(index);
        this.inherited = findInherited(index);
    }

    /**
     * Whether the application has any {@code @SignedResource} annotations.
     */
    public boolean areThere() {
        return !all.isEmpty();
    }

    public boolean deliverCookies() {
        return all.stream().anyMatch(elements -> elements.delivery() == Delivery.COOKIES);
    }

    /**
     * The names of the required signers.
     */
    public Set<String> signers() {
        return all.stream().map(SignedResourceElements::signer).collect(Collectors.toSet());
    }

    /**
     * The methods that are signed because of a method that they override, with the annotation that applies to them.
     */
    public Map<MethodInfo, AnnotationInstance> inherited() {
        return inherited;
    }

    /**
     * The annotation that applies to a method: its own, or one that it inherits.
     */
    public @Nullable AnnotationInstance of(MethodInfo method) {
        AnnotationInstance own = method.declaredAnnotation(DotNames.SIGNED_RESOURCE);
        return own != null ? own : inherited.get(method);
    }

    /**
     * The annotation of a class or its nearest superclass, which applies to all methods of the class.
     */
    public @Nullable AnnotationInstance ofClass(ClassInfo type) {
        return hierarchy.annotation(type, DotNames.SIGNED_RESOURCE);
    }

    /**
     * Whether an annotation applies to a method in a class that declares or inherits it. CDI does not necessarily intercept the
     * method.
     */
    public boolean areOn(MethodInfo method, ClassInfo type) {
        return of(method) != null || ofClass(type) != null;
    }

    /**
     * Finds methods that are signed because of a method that they override. CDI ignores the annotations of overridden methods,
     * so the return values would be unsigned.
     *
     * @return the annotation for each of these methods. The order of precedence is: a superclass's method, an interface's
     *         method, the method's own class (as in CDI), and the interface
     */
    private Map<MethodInfo, AnnotationInstance> findInherited(IndexView index) {
        Map<MethodInfo, AnnotationInstance> found = new LinkedHashMap<>();
        for (ClassInfo type : candidates(index)) {
            for (MethodInfo method : type.methods()) {
                // a bridge method calls the method that is signed
                if (!Modifier.isAbstract(method.flags()) && !method.isSynthetic()
                        && !method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)) {
                    AnnotationInstance inherited = inherited(method);
                    if (inherited != null) {
                        found.put(method, inherited);
                    }
                }
            }
        }
        return found;
    }

    private static Set<ClassInfo> candidates(IndexView index) {
        Set<ClassInfo> candidates = new HashSet<>();
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.SIGNED_RESOURCE)) {
            AnnotationTarget target = annotation.target();
            if (target.kind() != AnnotationTarget.Kind.CLASS && target.kind() != AnnotationTarget.Kind.METHOD) {
                continue;
            }
            ClassInfo annotated = target.kind() == AnnotationTarget.Kind.CLASS ? target.asClass()
                    : target.asMethod().declaringClass();
            candidates.addAll(annotated.isInterface() ? index.getAllKnownImplementations(annotated.name())
                    : index.getAllKnownSubclasses(annotated.name()));
        }
        return candidates;
    }

    private @Nullable AnnotationInstance inherited(MethodInfo method) {
        AnnotationInstance ofInterface = null;
        for (MethodInfo overridden : hierarchy.overridden(method)) {
            AnnotationInstance annotation = overridden.declaredAnnotation(DotNames.SIGNED_RESOURCE);
            if (annotation != null) {
                return annotation;
            }
            if (ofInterface == null && overridden.declaringClass().isInterface()) {
                ofInterface = overridden.declaringClass().declaredAnnotation(DotNames.SIGNED_RESOURCE);
            }
        }
        return ofInterface == null || hierarchy.annotation(method.declaringClass(), DotNames.SIGNED_RESOURCE) != null ? null
                : ofInterface;
    }
}
