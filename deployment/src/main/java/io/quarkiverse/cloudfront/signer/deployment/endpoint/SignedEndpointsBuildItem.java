package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods that sign, according to the index. It is only known later, when there are beans, whether CDI intercepts
 * them. That is too late for the endpoints of Quarkus REST and the OpenAPI document, because extensions may add beans for
 * these. A method that is not intercepted then refuses all requests.
 */
public final class SignedEndpointsBuildItem extends SimpleBuildItem {

    private final List<SignedEndpoint> endpoints;
    private final IndexView index;
    private final MethodHierarchy overrides;
    private final RestEndpoints restMethods;
    private final SignedAnnotationsBuildItem annotations;
    private final FieldEndpointsBuildItem carrying;

    SignedEndpointsBuildItem(List<SignedEndpoint> endpoints, IndexView index, RestEndpoints restMethods,
            SignedAnnotationsBuildItem annotations, FieldEndpointsBuildItem carrying) {
        this.endpoints = endpoints;
        this.index = index;
        this.overrides = new MethodHierarchy(index);
        this.restMethods = restMethods;
        this.annotations = annotations;
        this.carrying = carrying;
    }

    /**
     * In a reproducible order.
     */
    public List<SignedEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * The classes in which a method of Quarkus REST signs, whether the annotation is direct or inherited, each with the method
     * that is called, which it has or inherits.
     *
     * @param endpoint the method with the annotations of Jakarta REST
     * @param endpointClass the class or interface that has or inherits it; a sub-resource may be an instance of any subclass
     */
    public Map<ClassInfo, MethodInfo> implementations(MethodInfo endpoint, ClassInfo endpointClass) {
        Map<ClassInfo, MethodInfo> signed = new LinkedHashMap<>();
        for (ClassInfo type : withSubtypes(endpointClass)) {
            MethodInfo implementation = implementation(endpoint, type);
            if (isSigned(implementation, type)) {
                signed.put(type, implementation);
            }
        }
        return signed;
    }

    private List<ClassInfo> withSubtypes(ClassInfo endpointClass) {
        List<ClassInfo> types = new ArrayList<>(List.of(endpointClass));
        types.addAll(index.getAllKnownSubclasses(endpointClass.name()));
        if (endpointClass.isInterface()) {
            types.addAll(index.getAllKnownImplementations(endpointClass.name()));
        }
        return types;
    }

    /**
     * Compares methods by name and parameters, because Quarkus REST may have read them from another index.
     */
    private MethodInfo implementation(MethodInfo endpoint, ClassInfo type) {
        return Stream.concat(Stream.of(type), overrides.superclasses(type).stream()).flatMap(each -> each.methods().stream())
                .filter(method -> !method.isSynthetic() && (RestEndpoints.key(method).equals(RestEndpoints.key(endpoint))
                        || MethodHierarchy.overrides(method, endpoint)))
                .findFirst().orElse(endpoint);
    }

    private boolean isSigned(MethodInfo method, ClassInfo type) {
        return annotations.of(method) != null || carrying.signs(method)
                || !InterceptedMethod.isNeverIntercepted(method) && annotations.ofClass(type) != null;
    }

    /**
     * The endpoints that a bean's method implements, by {@link RestEndpoints#key}.
     */
    public List<String> answeredBy(InterceptedMethod bound) {
        return overrides.lineage(bound.beanClass()).stream().flatMap(type -> type.methods().stream())
                .filter(candidate -> restMethods.hasHttpMethod(candidate)
                        && (candidate.equals(bound.method()) || MethodHierarchy.overrides(bound.method(), candidate)))
                .map(RestEndpoints::key).distinct().sorted().toList();
    }
}
