package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InheritedBindingsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkiverse.cloudfront.signer.deployment.member.endpoint.MemberEndpointsBuildItem;

/**
 * Finds the classes in which a method of Quarkus REST signs, by whatever way it has the annotation.
 */
public final class SignedEndpoints {

    /**
     * @param implementation the method that is called
     */
    record SignedEndpoint(ClassInfo type, MethodInfo implementation) {
    }

    private final IndexView index;
    private final MethodHierarchy overrides;
    private final Set<MethodInfo> inherited;
    private final MemberEndpointsBuildItem carrying;

    public SignedEndpoints(IndexView index, InheritedBindingsBuildItem inherited, MemberEndpointsBuildItem carrying) {
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        this.inherited = inherited.bindings().keySet();
        this.carrying = carrying;
    }

    /**
     * @param endpoint the method with the annotations of Jakarta REST
     * @param endpointClass the class or interface that has or inherits it; a sub-resource may be an instance of any class below
     */
    List<SignedEndpoint> of(MethodInfo endpoint, ClassInfo endpointClass) {
        List<SignedEndpoint> signed = new ArrayList<>();
        for (ClassInfo type : withSubtypes(endpointClass)) {
            MethodInfo implementation = implementation(endpoint, type);
            if (isSigned(implementation, type)) {
                signed.add(new SignedEndpoint(type, implementation));
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
     * Quarkus REST may have read the method from another index.
     */
    private static boolean isSame(MethodInfo method, MethodInfo other) {
        return MemberEndpointsBuildItem.key(method).equals(MemberEndpointsBuildItem.key(other));
    }

    private boolean isSigned(MethodInfo method, ClassInfo type) {
        return method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE) || inherited.contains(method)
                || carrying.unannotated().get(method) == MemberReachability.Answer.YES
                || !InterceptedMethod.isNeverIntercepted(method) && isSignedByClass(type);
    }

    private boolean isSignedByClass(ClassInfo type) {
        return type.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)
                || overrides.superclasses(type).stream()
                        .anyMatch(above -> above.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE));
    }

    /**
     * The endpoints that a bean's method answers for, by {@link MemberEndpointsBuildItem#key}.
     */
    public List<String> answeredBy(InterceptedMethod bound, RestEndpoints restMethods) {
        Set<String> keys = new TreeSet<>();
        Set<ClassInfo> types = new LinkedHashSet<>();
        types.add(bound.beanClass());
        types.addAll(overrides.superclasses(bound.beanClass()));
        types.addAll(overrides.interfaces(bound.beanClass()));
        for (ClassInfo type : types) {
            for (MethodInfo candidate : type.methods()) {
                if (restMethods.hasHttpMethod(candidate)
                        && (candidate.equals(bound.method()) || MethodHierarchy.overrides(bound.method(), candidate))) {
                    keys.add(MemberEndpointsBuildItem.key(candidate));
                }
            }
        }
        return List.copyOf(keys);
    }
}
