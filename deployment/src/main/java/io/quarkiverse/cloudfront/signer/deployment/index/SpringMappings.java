package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.Declaration;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;

/**
 * Reads the annotations of Spring Web, from which Quarkus creates endpoints of Quarkus REST. Like Quarkus, it reads only
 * classes with {@code @RestController}, but not their superclasses or interfaces.
 */
final class SpringMappings {

    private static final String PACKAGE = "org.springframework.web.bind.annotation.";
    private static final DotName REST_CONTROLLER = DotName.createSimple(PACKAGE + "RestController");
    private static final DotName REQUEST_MAPPING = DotName.createSimple(PACKAGE + "RequestMapping");
    private static final DotName PATH_VARIABLE = DotName.createSimple(PACKAGE + "PathVariable");

    /** The HTTP method of each mapping. */
    private static final Map<DotName, String> HTTP_METHODS = Map.of(
            DotName.createSimple(PACKAGE + "GetMapping"), "GET", DotName.createSimple(PACKAGE + "PostMapping"), "POST",
            DotName.createSimple(PACKAGE + "PutMapping"), "PUT", DotName.createSimple(PACKAGE + "DeleteMapping"), "DELETE",
            DotName.createSimple(PACKAGE + "PatchMapping"), "PATCH", REQUEST_MAPPING, "GET");

    private SpringMappings() {
    }

    static Iterable<DotName> names() {
        return HTTP_METHODS.keySet();
    }

    /**
     * The HTTP method of an endpoint; empty if the method is not an endpoint.
     */
    static Optional<String> httpMethod(MethodInfo method) {
        if (!method.declaringClass().hasDeclaredAnnotation(REST_CONTROLLER)) {
            return Optional.empty();
        }
        return mapping(method).map(mapping -> mapping.value("method") == null ? HTTP_METHODS.get(mapping.name())
                : mapping.value("method").asEnumArray()[0]);
    }

    /**
     * The path to which a class or method is mapped.
     */
    static Optional<String> path(Declaration declaration) {
        return mapping(declaration).flatMap(
                mapping -> first(mapping.value("path")).or(() -> first(mapping.value())));
    }

    static List<String> produces(MethodInfo method) {
        return mapping(method).map(mapping -> mapping.value("produces")).map(AnnotationValue::asStringArray).map(List::of)
                .orElse(List.of());
    }

    /**
     * The name in a parameter's {@code @PathVariable}.
     */
    static Optional<String> pathVariable(MethodParameterInfo parameter) {
        return Optional.ofNullable(parameter.annotation(PATH_VARIABLE))
                .map(variable -> Optional.ofNullable(variable.value("name")).or(() -> Optional.ofNullable(variable.value()))
                        .map(AnnotationValue::asString).orElse(parameter.name()));
    }

    private static Optional<AnnotationInstance> mapping(Declaration declaration) {
        return HTTP_METHODS.keySet().stream().map(declaration::declaredAnnotation).filter(found -> found != null).findFirst();
    }

    private static Optional<String> first(AnnotationValue values) {
        return values == null || values.asStringArray().length == 0 ? Optional.empty()
                : Optional.of(values.asStringArray()[0]);
    }
}
