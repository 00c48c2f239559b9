package io.quarkiverse.cloudfront.signer.deployment.method;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SubResources;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkus.arc.processor.BeanInfo;

/**
 * Finds annotations that CDI silently ignores. The URLs would remain unsigned.
 *
 * @param removed the unused beans, whose annotations are not mistakes
 */
record IneffectiveAnnotations(MethodHierarchy overrides, SubResources subResources, Collection<BeanInfo> beans,
        List<InterceptedMethod> bound, Collection<BeanInfo> removed, SignedFieldsBuildItem fields, BuildProblems problems) {

    void find() {
        for (AnnotationInstance annotation : overrides.index().getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                checkMethod(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                checkClass(annotation.target().asClass());
            }
        }
    }

    private void checkMethod(MethodInfo method) {
        if (method.isSynthetic() || KotlinFunctions.isCompatibilityClass(method.declaringClass())
                || fields.isField(method)) {
            // either the compiler has copied the annotation, or it makes the method a signed field
            return;
        } else if (Modifier.isStatic(method.flags()) || Modifier.isPrivate(method.flags())) {
            problems.add(method, "is " + (Modifier.isStatic(method.flags()) ? "static" : "private")
                    + ", so CDI does not intercept it, and nothing would be signed; "
                    + "make it an instance method that is not private");
            return;
        }
        ClassInfo type = method.declaringClass();
        List<ClassInfo> beansBelow = beansBelow(type);
        beansBelow.forEach(bean -> checkBound(bean, method));
        if (beansBelow.isEmpty()) {
            unbound(type).ifPresent(why -> problems.add(method, "has @SignedResource, but " + why));
        }
    }

    private void checkClass(ClassInfo type) {
        List<ClassInfo> beansBelow = beansBelow(type);
        for (ClassInfo bean : beansBelow) {
            (type.isInterface() ? List.of(type) : overrides.lineage(bean)).stream().flatMap(each -> each.methods().stream())
                    .filter(IneffectiveAnnotations::isToBeBound).forEach(method -> checkBound(bean, method));
        }
        if (beansBelow.isEmpty()) {
            unbound(type).ifPresent(why -> problems.add(type.name() + " has @SignedResource, but " + why));
        }
    }

    private static boolean isToBeBound(MethodInfo method) {
        return method.returnType().kind() != Type.Kind.VOID && !method.isSynthetic()
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                && !InterceptedMethod.isNeverIntercepted(method);
    }

    /**
     * Reports a method that does not have a binding, because the bean inherits it from a type whose annotations CDI ignores.
     */
    private void checkBound(ClassInfo bean, MethodInfo method) {
        if (bound.stream().noneMatch(candidate -> candidate.beanClass().equals(bean)
                && (candidate.method().equals(method) || MethodHierarchy.overrides(candidate.method(), method)))) {
            problems.add(method, overrides.index().getClassByName(bean.name()) == null
                    ? "has @SignedResource, but the class that implements it is generated, so nothing would be signed. "
                            + "Write a REST method instead, and annotate that"
                    : "has @SignedResource, but CDI does not intercept it because " + bean.name() + " inherits it, so "
                            + "nothing would be signed; override it in "
                            + bean.name().withoutPackagePrefix());
        }
    }

    /**
     * The reason why the annotation is not bound; empty if this is not a mistake.
     */
    private Optional<String> unbound(ClassInfo type) {
        return isUnused(type) ? Optional.empty()
                : Optional.of(!type.isInterface() && subResources.isLocated(type) ? SubResources.notABean(type)
                        : notABean(type));
    }

    private static String notABean(ClassInfo type) {
        if (KotlinFunctions.isObject(type)) {
            return type.name().withoutPackagePrefix() + " is a Kotlin object, which CDI does not create, so nothing would be "
                    + "signed; move the function into a class with a scope such as @ApplicationScoped";
        }
        return type.name().withoutPackagePrefix() + (type.isInterface() ? " does not have an implementation that is a CDI bean"
                : " is not a CDI bean") + ", so nothing would be signed; give it a scope such as @ApplicationScoped. "
                + "In a DTO, annotate fields, record components, or public getters";
    }

    private List<ClassInfo> beansBelow(ClassInfo type) {
        return beans.stream().map(bean -> bean.getTarget().orElseThrow().asClass()).distinct()
                .filter(bean -> overrides.lineage(bean).contains(type)).toList();
    }

    private boolean isUnused(ClassInfo type) {
        return removed.stream().map(bean -> overrides.index().getClassByName(bean.getBeanClass()))
                .anyMatch(unused -> unused != null && overrides.lineage(unused).contains(type));
    }
}
