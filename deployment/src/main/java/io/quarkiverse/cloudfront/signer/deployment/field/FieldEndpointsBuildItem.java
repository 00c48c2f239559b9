package io.quarkiverse.cloudfront.signer.deployment.field;

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
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability.Answer;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The REST methods whose return values contain signed fields, or may contain them.
 */
public final class FieldEndpointsBuildItem extends SimpleBuildItem {

    /** The methods without the annotation. The interceptor is bound to them only because of fields in their return values. */
    private final Map<MethodInfo, Answer> unannotated = new LinkedHashMap<>();
    /** The {@link RestEndpoints#key} of each method from which Quarkus REST creates the endpoints. */
    private final Set<String> endpoints = new HashSet<>();
    private final FieldReachability reachability;

    FieldEndpointsBuildItem(FieldReachability reachability) {
        this.reachability = reachability;
    }

    public static FieldEndpointsBuildItem find(IndexView index, SignedAnnotationsBuildItem annotations,
            FieldReachability reachability) {
        FieldEndpointsBuildItem found = new FieldEndpointsBuildItem(reachability);
        RestEndpoints rest = new RestEndpoints(index);
        for (ClassInfo type : resourceClasses(index, rest)) {
            for (MethodInfo method : type.methods()) {
                Answer answer = isEndpoint(method, rest) ? reachability.ofReturned(method) : Answer.NO;
                if (answer != Answer.NO) {
                    found.endpoints.add(RestEndpoints.key(Objects.requireNonNull(rest.endpoint(method))));
                    if (!annotations.areOn(method, type)) {
                        found.unannotated.put(method, answer);
                    }
                }
            }
        }
        return found;
    }

    private static Iterable<ClassInfo> resourceClasses(IndexView index, RestEndpoints rest) {
        MethodHierarchy hierarchy = new MethodHierarchy(index);
        Map<DotName, ClassInfo> classes = new TreeMap<>();
        for (DotName httpMethod : rest.httpMethods()) {
            for (AnnotationInstance annotation : index.getAnnotations(httpMethod)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                    ClassInfo type = annotation.target().asMethod().declaringClass();
                    classes.put(type.name(), type);
                    hierarchy.subtypes(type.name()).forEach(below -> classes.put(below.name(), below));
                }
            }
        }
        return classes.values();
    }

    private static boolean isEndpoint(MethodInfo method, RestEndpoints rest) {
        return !method.isSynthetic() && !Modifier.isAbstract(method.flags()) && !Modifier.isStatic(method.flags())
                && rest.endpoint(method) != null;
    }

    public Map<MethodInfo, Answer> unannotated() {
        return unannotated;
    }

    /**
     * Whether the method signs although it does not have an annotation, because its return value contains signed fields.
     */
    public boolean signs(MethodInfo method) {
        return unannotated.get(method) == Answer.YES;
    }

    /**
     * Whether the method's return value contains signed fields.
     */
    public boolean returnsFields(MethodInfo method) {
        return reachability.ofReturned(method) == Answer.YES;
    }

    boolean isEndpoint(MethodInfo method) {
        return endpoints.contains(RestEndpoints.key(method));
    }
}
