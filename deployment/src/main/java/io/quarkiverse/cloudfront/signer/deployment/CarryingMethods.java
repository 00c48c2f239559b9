package io.quarkiverse.cloudfront.signer.deployment;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Finds the REST methods whose return values have members that are signed, or may have some.
 */
final class CarryingMethods {

    private final IndexView index;
    private final RestMethods restMethods;
    private final Overrides overrides;
    private final Set<MethodInfo> inherited;
    private final Reach reach;

    /**
     * @param inherited the methods that have the annotation from what they override
     */
    CarryingMethods(IndexView index, Set<MethodInfo> inherited, Reach reach) {
        this.index = index;
        this.restMethods = new RestMethods(index);
        this.overrides = new Overrides(index);
        this.inherited = inherited;
        this.reach = reach;
    }

    CarryingMethodsBuildItem find() {
        Map<MethodInfo, Reach.Answer> unannotated = new LinkedHashMap<>();
        Set<String> endpoints = new HashSet<>();
        for (ClassInfo type : resourceClasses()) {
            for (MethodInfo method : type.methods()) {
                Reach.Answer answer = isRest(method) ? reach.of(KotlinFunctions.returnType(method)) : Reach.Answer.NO;
                if (answer != Reach.Answer.NO) {
                    endpoints.add(CarryingMethodsBuildItem.key(restMethods.endpoint(method)));
                    if (!isAnnotated(method)) {
                        unannotated.put(method, answer);
                    }
                }
            }
        }
        return new CarryingMethodsBuildItem(unannotated, endpoints, reach);
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

    private boolean isAnnotated(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        return method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE) || inherited.contains(method)
                || type.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)
                || overrides.superclasses(type).stream()
                        .anyMatch(above -> above.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE));
    }
}
