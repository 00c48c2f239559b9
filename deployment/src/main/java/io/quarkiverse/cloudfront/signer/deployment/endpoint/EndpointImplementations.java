package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Finds the classes in which a method of Quarkus REST signs, whether the annotation is direct or inherited.
 */
final class EndpointImplementations {

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final RestEndpoints restMethods;
    private final SignedAnnotationsBuildItem annotations;
    private final FieldEndpointsBuildItem carrying;

    EndpointImplementations(IndexView index, RestEndpoints restMethods, SignedAnnotationsBuildItem annotations,
            FieldEndpointsBuildItem carrying) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        this.restMethods = restMethods;
        this.annotations = annotations;
        this.carrying = carrying;
    }

    List<SignedImplementation> of(MethodInfo endpoint, ClassInfo endpointClass) {
        List<SignedImplementation> signed = new ArrayList<>();
        for (ClassInfo type : withSubtypes(endpointClass)) {
            MethodInfo implementation = implementation(endpoint, type);
            if (isSigned(implementation, type)) {
                signed.add(new SignedImplementation(type, implementation));
            }
        }
        return signed;
    }

    private List<ClassInfo> withSubtypes(ClassInfo endpointClass) {
        List<ClassInfo> types = new ArrayList<>();
        types.add(endpointClass);
        types.addAll(index.getAllKnownSubclasses(endpointClass.name()));
        if (endpointClass.isInterface()) {
            types.addAll(index.getAllKnownImplementations(endpointClass.name()));
        }
        return types;
    }

    private MethodInfo implementation(MethodInfo endpoint, ClassInfo type) {
        List<ClassInfo> classes = new ArrayList<>(List.of(type));
        classes.addAll(overrides.superclasses(type));
        for (ClassInfo each : classes) {
            for (MethodInfo method : each.methods()) {
                if (!method.isSynthetic() && (isSame(method, endpoint) || MethodHierarchy.overrides(method, endpoint))) {
                    return method;
                }
            }
        }
        return endpoint;
    }

    /**
     * Compares methods by name and parameters, because Quarkus REST may have read them from another index.
     */
    private static boolean isSame(MethodInfo method, MethodInfo other) {
        return RestEndpoints.key(method).equals(RestEndpoints.key(other));
    }

    private boolean isSigned(MethodInfo method, ClassInfo type) {
        return annotations.of(method) != null || carrying.signs(method)
                || !InterceptedMethod.isNeverIntercepted(method) && annotations.ofClass(type) != null;
    }

    List<String> answeredBy(InterceptedMethod bound) {
        Set<String> keys = new TreeSet<>();
        Set<ClassInfo> types = new LinkedHashSet<>();
        types.add(bound.beanClass());
        types.addAll(overrides.superclasses(bound.beanClass()));
        types.addAll(overrides.interfaces(bound.beanClass()));
        for (ClassInfo type : types) {
            for (MethodInfo candidate : type.methods()) {
                if (restMethods.hasHttpMethod(candidate)
                        && (candidate.equals(bound.method()) || MethodHierarchy.overrides(bound.method(), candidate))) {
                    keys.add(RestEndpoints.key(candidate));
                }
            }
        }
        return List.copyOf(keys);
    }
}
