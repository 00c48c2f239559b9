package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Finds the REST methods that sign, with the annotation that applies to each.
 */
final class SignedEndpointFinder {

    private final IndexView index;
    private final RestEndpoints restMethods;
    private final MethodHierarchy hierarchy;
    private final SignedAnnotationsBuildItem annotations;
    private final FieldEndpointsBuildItem carrying;

    SignedEndpointFinder(IndexView index, RestEndpoints restMethods, SignedAnnotationsBuildItem annotations,
            FieldEndpointsBuildItem carrying) {
        this.index = index;
        this.restMethods = restMethods;
        this.hierarchy = new MethodHierarchy(index);
        this.annotations = annotations;
        this.carrying = carrying;
    }

    List<SignedEndpoint> find() {
        List<SignedEndpoint> endpoints = new ArrayList<>();
        for (MethodInfo method : candidates()) {
            MethodInfo endpoint = method.declaringClass().isInterface() || method.isSynthetic() ? null
                    : restMethods.endpoint(method);
            AnnotationInstance annotation = endpoint == null ? null : annotation(method);
            if (endpoint != null && (annotation != null || carrying.signs(method))) {
                endpoints.add(new SignedEndpoint(method, endpoint,
                        annotation == null ? null : SignedResourceElements.of(annotation),
                        carrying.returnsFields(method), PlaylistEndpoints.of(restMethods, method)));
            }
        }
        return endpoints;
    }

    private Set<MethodInfo> candidates() {
        Set<MethodInfo> methods = new TreeSet<>(Comparator.comparing(MethodInfo::toString)
                .thenComparing(method -> method.declaringClass().name()));
        methods.addAll(annotations.inherited().keySet());
        carrying.unannotated().keySet().stream().filter(carrying::signs).forEach(methods::add);
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                methods.add(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo type = annotation.target().asClass();
                methods.addAll(type.methods());
                hierarchy.superclasses(type).forEach(superclass -> methods.addAll(superclass.methods()));
                index.getAllKnownSubclasses(type.name()).forEach(subclass -> methods.addAll(subclass.methods()));
            }
        }
        return methods;
    }

    /**
     * The annotation that applies to the method, also if only a subclass has one.
     */
    private @Nullable AnnotationInstance annotation(MethodInfo method) {
        AnnotationInstance annotation = annotations.of(method);
        if (annotation != null || InterceptedMethod.isNeverIntercepted(method)) {
            return annotation;
        }
        ClassInfo type = method.declaringClass();
        AnnotationInstance ofClass = annotations.ofClass(type);
        return ofClass != null ? ofClass
                : index.getAllKnownSubclasses(type.name()).stream()
                        .map(below -> below.declaredAnnotation(DotNames.SIGNED_RESOURCE))
                        .filter(found -> found != null).findFirst().orElse(null);
    }
}
