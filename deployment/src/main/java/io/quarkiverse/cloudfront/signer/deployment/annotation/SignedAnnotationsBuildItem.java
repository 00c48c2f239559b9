package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The application's {@code @SignedResource} annotations, and which of them applies to a method. Uses only the index, because
 * CDI needs some of this before there are beans.
 */
public final class SignedAnnotationsBuildItem extends SimpleBuildItem {

    private final List<SignedResourceElements> all;
    private final MethodHierarchy hierarchy;
    private final Map<MethodInfo, AnnotationInstance> inherited;

    /**
     * @param all the elements of each annotation
     * @param inherited the annotations of methods that inherit them from overridden methods
     */
    SignedAnnotationsBuildItem(List<SignedResourceElements> all, MethodHierarchy hierarchy,
            Map<MethodInfo, AnnotationInstance> inherited) {
        this.all = all;
        this.hierarchy = hierarchy;
        this.inherited = inherited;
    }

    /**
     * Whether there are annotations.
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
     * The annotation of the method, its own or that of a method that it overrides.
     */
    public @Nullable AnnotationInstance of(MethodInfo method) {
        AnnotationInstance own = method.declaredAnnotation(DotNames.SIGNED_RESOURCE);
        return own != null ? own : inherited.get(method);
    }

    /**
     * The annotation of a class or of its nearest superclass, which applies to all of its methods.
     */
    public @Nullable AnnotationInstance ofClass(ClassInfo type) {
        return hierarchy.annotation(type, DotNames.SIGNED_RESOURCE);
    }

    /**
     * Whether an annotation applies to the method in a class that has or inherits it. CDI need not intercept it.
     */
    public boolean areOn(MethodInfo method, ClassInfo type) {
        return of(method) != null || ofClass(type) != null;
    }
}
