package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Declaration;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of REST methods, either from the annotations of Jakarta REST, which can be on an overridden method, or
 * from those of Spring Web.
 */
public final class RestEndpoints {

    private static final Set<DotName> STANDARD_HTTP_METHODS = DotNames.of("jakarta.ws.rs.GET", "jakarta.ws.rs.POST",
            "jakarta.ws.rs.PUT", "jakarta.ws.rs.DELETE", "jakarta.ws.rs.PATCH", "jakarta.ws.rs.HEAD", "jakarta.ws.rs.OPTIONS");

    /** The name of a path parameter, as in {@code {name}} or <code>{name: regex}</code>. */
    private static final Pattern TEMPLATE_VARIABLE = Pattern.compile("\\{\\s*([\\w.-]+)\\s*[:}]");

    private final MethodHierarchy overrides;
    private final Set<DotName> httpMethods = new HashSet<>(STANDARD_HTTP_METHODS);

    public RestEndpoints(IndexView index) {
        this.overrides = new MethodHierarchy(index);
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.HTTP_METHOD)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                httpMethods.add(annotation.target().asClass().name());
            }
        }
    }

    /**
     * The key of a method, which is the same for every index.
     */
    public static String key(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name() + method.parameterTypes();
    }

    /**
     * The annotations that make a method an endpoint.
     */
    public Set<DotName> httpMethods() {
        Set<DotName> names = new HashSet<>(httpMethods);
        SpringMappings.names().forEach(names::add);
        return names;
    }

    public boolean isRest(MethodInfo method) {
        return declarations(method).stream().anyMatch(this::hasHttpMethod);
    }

    public boolean hasHttpMethod(MethodInfo method) {
        return method.declaredAnnotations().stream().anyMatch(annotation -> httpMethods.contains(annotation.name()))
                || SpringMappings.httpMethod(method).isPresent();
    }

    /**
     * The method from which Quarkus REST creates the endpoint: this method or an overridden one; null if it is not an endpoint.
     */
    public @Nullable MethodInfo endpoint(MethodInfo method) {
        return endpoint(method.declaringClass(), method);
    }

    private @Nullable MethodInfo endpoint(ClassInfo type, MethodInfo method) {
        for (MethodInfo candidate : type.methods()) {
            if (hasHttpMethod(candidate) && (candidate.equals(method) || MethodHierarchy.overrides(method, candidate))) {
                return candidate;
            }
        }
        for (ClassInfo supertype : overrides.supertypes(type)) {
            MethodInfo endpoint = endpoint(supertype, method);
            if (endpoint != null) {
                return endpoint;
            }
        }
        return null;
    }

    /**
     * The HTTP method of an endpoint, such as {@code GET}.
     */
    public String httpMethod(MethodInfo method) {
        MethodInfo endpoint = Objects.requireNonNull(endpoint(method));
        return endpoint.declaredAnnotations().stream().map(AnnotationInstance::name).filter(httpMethods::contains)
                .map(DotName::withoutPackagePrefix).findFirst().or(() -> SpringMappings.httpMethod(endpoint)).orElseThrow();
    }

    /**
     * The path of the method; empty for a sub-resource, whose path depends on its locator.
     *
     * @param prefix the prefix of all REST methods
     * @param beanClass the resource class, which may inherit the method
     */
    public String path(String prefix, ClassInfo beanClass, MethodInfo method) {
        return overrides.lineage(beanClass).stream().flatMap(type -> pathOf(type).stream()).findFirst()
                .map(path -> (prefix + "/" + path + "/" + pathOf(Objects.requireNonNull(endpoint(method))).orElse(""))
                        .replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", ""))
                .orElse("");
    }

    private static Optional<String> pathOf(Declaration declaration) {
        return Optional.ofNullable(declaration.declaredAnnotation(DotNames.PATH))
                .map(annotation -> annotation.value().asString()).or(() -> SpringMappings.path(declaration));
    }

    /**
     * The method itself, and all methods that it overrides.
     */
    public List<MethodInfo> declarations(MethodInfo method) {
        return Stream.concat(Stream.of(method), overrides.overridden(method).stream()).toList();
    }

    /**
     * The media types that a REST method declares, if any. Quarkus REST reads only the method that declares the endpoint and
     * the class of that method. It ignores overriding methods and inheriting classes.
     */
    public List<String> mediaTypes(MethodInfo method) {
        MethodInfo endpoint = endpoint(method);
        if (endpoint == null) {
            return List.of();
        }
        List<String> mapped = SpringMappings.produces(endpoint);
        return mapped.isEmpty() ? mediaTypes(endpoint, DotNames.PRODUCES) : mapped;
    }

    /**
     * The media type of the items in a REST method's stream, if any. The same rules apply as for {@link #mediaTypes}.
     */
    public List<String> itemMediaTypes(MethodInfo method) {
        MethodInfo endpoint = endpoint(method);
        return endpoint == null ? List.of() : mediaTypes(endpoint, DotNames.STREAM_ELEMENT_TYPE);
    }

    private static List<String> mediaTypes(MethodInfo endpoint, DotName annotation) {
        AnnotationInstance ofMethod = endpoint.declaredAnnotation(annotation);
        AnnotationInstance found = ofMethod != null ? ofMethod : endpoint.declaringClass().declaredAnnotation(annotation);
        if (found == null || found.value() == null) {
            return List.of();
        }
        String[] values = found.value().kind() == AnnotationValue.Kind.ARRAY ? found.value().asStringArray()
                : new String[] { found.value().asString() };
        return Stream.of(values).flatMap(value -> Stream.of(value.split(","))).map(String::strip).toList();
    }

    /**
     * @param beanClass the resource class, which may inherit the method
     */
    public Set<String> pathParameters(ClassInfo beanClass, MethodInfo method) {
        Set<String> names = new HashSet<>();
        overrides.lineage(beanClass).forEach(type -> addVariables(names, type));
        for (MethodInfo declaration : declarations(method)) {
            addVariables(names, declaration);
            for (MethodParameterInfo parameter : declaration.parameters()) {
                addExplicit(names, parameter, DotNames.PATH_PARAM);
                addExplicit(names, parameter, DotNames.REST_PATH);
                SpringMappings.pathVariable(parameter).ifPresent(names::add);
            }
        }
        return names;
    }

    private static void addVariables(Set<String> names, Declaration declaration) {
        pathOf(declaration).ifPresent(path -> {
            Matcher variable = TEMPLATE_VARIABLE.matcher(path);
            while (variable.find()) {
                names.add(variable.group(1));
            }
        });
    }

    private static void addExplicit(Set<String> names, MethodParameterInfo parameter, DotName annotation) {
        AnnotationInstance instance = parameter.annotation(annotation);
        if (instance != null) {
            names.add(instance.value() == null || instance.value().asString().isEmpty() ? parameter.name()
                    : instance.value().asString());
        }
    }
}
