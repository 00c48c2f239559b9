package io.quarkiverse.cloudfront.signer.deployment.annotation;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;

/**
 * The classes with {@code @SignedResource}, which applies to all of their methods.
 */
final class ClassBindings {

    private final MethodHierarchy hierarchy;

    ClassBindings(MethodHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * The annotation of the class or of its nearest superclass.
     */
    @Nullable
    AnnotationInstance of(ClassInfo type) {
        AnnotationInstance own = type.declaredAnnotation(DotNames.SIGNED_RESOURCE);
        if (own != null) {
            return own;
        }
        for (ClassInfo above : hierarchy.superclasses(type)) {
            if (above.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)) {
                return above.declaredAnnotation(DotNames.SIGNED_RESOURCE);
            }
        }
        return null;
    }
}
