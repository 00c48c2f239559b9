package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * Where the application has {@code @SignedResource}, and which annotation counts for a method. It is known from the index
 * alone,
 * since CDI has to be told of some of it before there are beans.
 */
public final class SignedAnnotationsBuildItem extends SimpleBuildItem {

    private final List<SignedResourceElements> all;
    private final ClassBindings classBindings;
    private final Map<MethodInfo, AnnotationInstance> inherited;

    /**
     * @param all that each annotation says
     * @param inherited the annotations of methods that have them from what they override
     */
    SignedAnnotationsBuildItem(List<SignedResourceElements> all, ClassBindings classBindings,
            Map<MethodInfo, AnnotationInstance> inherited) {
        this.all = all;
        this.classBindings = classBindings;
        this.inherited = inherited;
    }

    /**
     * Whether there is any.
     */
    public boolean areThere() {
        return !all.isEmpty();
    }

    public boolean deliverCookies() {
        return all.stream().anyMatch(elements -> elements.delivery() == Delivery.COOKIES);
    }

    /**
     * The names of the signers that they need.
     */
    public Set<String> signers() {
        Set<String> signers = new TreeSet<>();
        all.forEach(elements -> signers.add(elements.signer()));
        return signers;
    }

    /**
     * The methods that are signed because of what they override, with the annotation that counts for them.
     */
    public Map<MethodInfo, AnnotationInstance> inherited() {
        return inherited;
    }

    /**
     * The annotation that the method has, itself or from what it overrides.
     */
    public @Nullable AnnotationInstance of(MethodInfo method) {
        AnnotationInstance own = method.declaredAnnotation(DotNames.SIGNED_RESOURCE);
        return own != null ? own : inherited.get(method);
    }

    /**
     * The annotation of a class or of the nearest one above it, which all of its methods have.
     */
    public @Nullable AnnotationInstance ofClass(ClassInfo type) {
        return classBindings.of(type);
    }

    /**
     * Whether there is one for the method as a class has or inherits it. Even so, CDI need not intercept it.
     */
    public boolean areOn(MethodInfo method, ClassInfo type) {
        return of(method) != null || ofClass(type) != null;
    }
}
