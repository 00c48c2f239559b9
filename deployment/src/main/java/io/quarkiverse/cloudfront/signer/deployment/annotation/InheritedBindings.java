package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * Finds methods that are signed because of a method that they override. CDI ignores the annotations of overridden methods, so
 * the return values would be unsigned.
 */
final class InheritedBindings {

    private final IndexView index;
    private final MethodHierarchy hierarchy;

    InheritedBindings(IndexView index, MethodHierarchy hierarchy) {
        this.index = index;
        this.hierarchy = hierarchy;
    }

    /**
     * The annotation that each such method gets: the nearest of its superclass's method, its interface's method, its own class
     * (as in CDI), and its interface.
     */
    Map<MethodInfo, AnnotationInstance> find() {
        Map<MethodInfo, AnnotationInstance> found = new LinkedHashMap<>();
        for (ClassInfo type : candidates()) {
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

    private Set<ClassInfo> candidates() {
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
