package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods that sign, according to the index. Only the beans show whether CDI intercepts these methods. The beans are
 * known too late for the endpoints of Quarkus REST and the OpenAPI document, because extensions may add beans for these. A
 * method that turns out not to be intercepted refuses all requests.
 */
public final class SignedEndpointsBuildItem extends SimpleBuildItem {

    private final List<SignedEndpoint> endpoints;
    private final MethodHierarchy overrides;
    private final RestEndpoints restMethods;
    private final SignedAnnotationsBuildItem annotations;
    private final FieldEndpointsBuildItem carrying;

    /**
     * @param rest whether the application has Quarkus REST
     */
    public SignedEndpointsBuildItem(IndexView index, boolean rest, SignedAnnotationsBuildItem annotations,
            FieldEndpointsBuildItem carrying) {
        this.overrides = new MethodHierarchy(index);
        this.restMethods = new RestEndpoints(index);
        this.annotations = annotations;
        this.carrying = carrying;
        this.endpoints = rest ? find() : List.of();
    }

    /**
     * Finds the REST methods that sign, and the annotation that applies to each of them.
     */
    private List<SignedEndpoint> find() {
        List<SignedEndpoint> endpoints = new ArrayList<>();
        for (MethodInfo method : candidates()) {
            MethodInfo endpoint = method.declaringClass().isInterface() || method.isSynthetic() ? null
                    : restMethods.endpoint(method);
            AnnotationInstance annotation = endpoint == null ? null : annotation(method);
            if (endpoint != null && (annotation != null || carrying.signs(method))) {
                endpoints.add(new SignedEndpoint(method, endpoint,
                        annotation == null ? null : SignedResourceElements.of(annotation),
                        carrying.returnsFields(method), ReturnTypes.playlists(restMethods, method)));
            }
        }
        return endpoints;
    }

    private Set<MethodInfo> candidates() {
        Set<MethodInfo> methods = new TreeSet<>(Comparator.comparing(MethodInfo::toString)
                .thenComparing(method -> method.declaringClass().name()));
        methods.addAll(annotations.inherited().keySet());
        carrying.unannotated().keySet().stream().filter(carrying::signs).forEach(methods::add);
        for (AnnotationInstance annotation : overrides.index().getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                methods.add(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo type = annotation.target().asClass();
                methods.addAll(type.methods());
                overrides.superclasses(type).forEach(superclass -> methods.addAll(superclass.methods()));
                overrides.index().getAllKnownSubclasses(type.name()).forEach(subclass -> methods.addAll(subclass.methods()));
            }
        }
        return methods;
    }

    /**
     * The annotation that applies to the method, even if only a subclass has an annotation.
     */
    private @Nullable AnnotationInstance annotation(MethodInfo method) {
        AnnotationInstance annotation = annotations.of(method);
        if (annotation != null || InterceptedMethod.isNeverIntercepted(method)) {
            return annotation;
        }
        ClassInfo type = method.declaringClass();
        AnnotationInstance ofClass = annotations.ofClass(type);
        return ofClass != null ? ofClass
                : overrides.index().getAllKnownSubclasses(type.name()).stream()
                        .map(below -> below.declaredAnnotation(DotNames.SIGNED_RESOURCE))
                        .filter(found -> found != null).findFirst().orElse(null);
    }

    /**
     * The endpoints in a reproducible order.
     */
    public List<SignedEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * Maps each class in which an endpoint of Quarkus REST signs to the method that is called. The class declares or inherits
     * this method. The annotation may also be inherited.
     *
     * @param endpoint the method with the annotations of Jakarta REST
     * @param endpointClass the class or interface that declares or inherits the endpoint. A sub-resource may be an instance of
     *        any subclass
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
        types.addAll(overrides.index().getAllKnownSubclasses(endpointClass.name()));
        if (endpointClass.isInterface()) {
            types.addAll(overrides.index().getAllKnownImplementations(endpointClass.name()));
        }
        return types;
    }

    /**
     * The method that is called in a class. Methods are compared by name and parameters, because Quarkus REST may have read
     * them from another index.
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
     * The endpoints that a bean's method implements, each as a {@link RestEndpoints#key}.
     */
    public List<String> answeredBy(InterceptedMethod bound) {
        return overrides.lineage(bound.beanClass()).stream().flatMap(type -> type.methods().stream())
                .filter(candidate -> restMethods.hasHttpMethod(candidate)
                        && (candidate.equals(bound.method()) || MethodHierarchy.overrides(bound.method(), candidate)))
                .map(RestEndpoints::key).distinct().sorted().toList();
    }

    /**
     * A REST method that signs.
     *
     * @param method the method that is called
     * @param endpoint the method from which Quarkus REST creates the endpoint, which may be an overridden one
     * @param elements the elements of the method's annotation; null if only fields in its return value are signed
     * @param fields whether the method's return value contains signed fields
     * @param playlists whether the method may return a playlist
     */
    public record SignedEndpoint(MethodInfo method, MethodInfo endpoint, @Nullable SignedResourceElements elements,
            boolean fields, PlaylistMode playlists) {
    }
}
