package io.quarkiverse.cloudfront.signer.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.processor.BeanInfo;

/**
 * Finds annotations that bind nothing: CDI passes them over in silence, and what they stand on would leave unsigned.
 */
final class UnboundAnnotations {

    private final IndexView index;
    private final List<BoundMethod> bound;
    private final Set<DotName> removedBeans;
    private final Problems problems;

    /**
     * @param removedBeans the beans that nothing uses: what stands on them is not wrong
     */
    UnboundAnnotations(IndexView index, List<BoundMethod> bound, Collection<BeanInfo> removedBeans, Problems problems) {
        this.index = index;
        this.bound = bound;
        this.removedBeans = removedBeans.stream().map(BeanInfo::getBeanClass).collect(Collectors.toSet());
        this.problems = problems;
    }

    void find() {
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                checkMethod(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                checkClass(annotation.target().asClass());
            }
        }
    }

    private void checkMethod(MethodInfo method) {
        if (Modifier.isStatic(method.flags()) || Modifier.isPrivate(method.flags())) {
            problems.add(method, "is " + (Modifier.isStatic(method.flags()) ? "static" : "private")
                    + ", so that CDI does not intercept it and nothing would be signed; "
                    + "make it an instance method that is not private");
        } else if (bound.stream().noneMatch(candidate -> candidate.method().equals(method)
                || isBelow(candidate.method().declaringClass(), method.declaringClass())
                        && Overrides.overrides(candidate.method(), method))
                && !isUnused(method.declaringClass())) {
            problems.add(method, "has @SignedResource, but " + notABean(method.declaringClass()));
        }
    }

    private void checkClass(ClassInfo type) {
        if (bound.stream().noneMatch(candidate -> isBelow(candidate.beanClass(), type)) && !isUnused(type)) {
            problems.add(type.name() + " has @SignedResource, but " + notABean(type));
        }
    }

    private static String notABean(ClassInfo type) {
        return type.name().withoutPackagePrefix() + (type.isInterface() ? " has no implementation that is a CDI bean"
                : " is no CDI bean") + ", so that nothing would be signed; give it a scope such as @ApplicationScoped. "
                + "Members of data objects cannot be annotated yet";
    }

    private boolean isUnused(ClassInfo type) {
        return removedBeans.stream().map(index::getClassByName)
                .anyMatch(removed -> removed != null && isBelow(removed, type));
    }

    private boolean isBelow(ClassInfo type, ClassInfo above) {
        Overrides overrides = new Overrides(index);
        return type.equals(above) || overrides.superclasses(type).contains(above)
                || overrides.interfaces(type).contains(above);
    }
}
