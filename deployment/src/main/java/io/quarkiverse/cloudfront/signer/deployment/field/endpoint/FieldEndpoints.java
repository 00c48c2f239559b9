package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Finds the REST methods whose return values contain signed fields, or may contain some.
 */
public final class FieldEndpoints {

    private final IndexView index;
    private final RestEndpoints restMethods;
    private final SignedAnnotationsBuildItem annotations;
    private final FieldReachability reach;

    public FieldEndpoints(IndexView index, SignedAnnotationsBuildItem annotations, FieldReachability reach) {
        this.index = index;
        this.restMethods = new RestEndpoints(index);
        this.annotations = annotations;
        this.reach = reach;
    }

    public FieldEndpointsBuildItem find() {
        Map<MethodInfo, FieldReachability.Answer> unannotated = new LinkedHashMap<>();
        Set<String> endpoints = new HashSet<>();
        for (ClassInfo type : resourceClasses()) {
            for (MethodInfo method : type.methods()) {
                FieldReachability.Answer answer = isRest(method) ? reach.ofReturned(method)
                        : FieldReachability.Answer.NO;
                if (answer != FieldReachability.Answer.NO) {
                    endpoints.add(RestEndpoints.key(Objects.requireNonNull(restMethods.endpoint(method))));
                    if (!annotations.areOn(method, type)) {
                        unannotated.put(method, answer);
                    }
                }
            }
        }
        return new FieldEndpointsBuildItem(unannotated, endpoints, reach);
    }

    private Iterable<ClassInfo> resourceClasses() {
        Map<DotName, ClassInfo> classes = new TreeMap<>();
        for (DotName httpMethod : restMethods.httpMethods()) {
            for (AnnotationInstance annotation : index.getAnnotations(httpMethod)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                    ClassInfo type = annotation.target().asMethod().declaringClass();
                    classes.put(type.name(), type);
                    index.getAllKnownSubclasses(type.name()).forEach(below -> classes.put(below.name(), below));
                    if (type.isInterface()) {
                        index.getAllKnownImplementations(type.name()).forEach(below -> classes.put(below.name(), below));
                    }
                }
            }
        }
        return classes.values();
    }

    private boolean isRest(MethodInfo method) {
        return !method.isSynthetic() && !Modifier.isAbstract(method.flags()) && !Modifier.isStatic(method.flags())
                && restMethods.endpoint(method) != null;
    }
}
