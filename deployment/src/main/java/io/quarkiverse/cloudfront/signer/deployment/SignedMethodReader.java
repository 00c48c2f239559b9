package io.quarkiverse.cloudfront.signer.deployment;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethod;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Reads a bound method, and says what in it cannot work.
 */
final class SignedMethodReader {

    /** What a method's parameter may be to become a path segment: its {@code toString} is what a URL would hold. */
    private static final Set<DotName> SEGMENT_TYPES = Set.of(DotName.createSimple(String.class),
            DotName.createSimple(Integer.class), DotName.createSimple(Long.class), DotName.createSimple(Short.class),
            DotName.createSimple("java.util.UUID"), DotName.createSimple("java.math.BigInteger"));

    private final RestMethods restMethods;
    private final boolean rest;
    private final Problems problems;

    /**
     * @param rest whether the application has Quarkus REST
     */
    SignedMethodReader(RestMethods restMethods, boolean rest, Problems problems) {
        this.restMethods = restMethods;
        this.rest = rest;
        this.problems = problems;
    }

    SignedMethod read(BoundMethod bound) {
        MethodInfo method = bound.method();
        SignedResourceInstance annotation = SignedResourceInstance.of(bound.binding());
        boolean isRest = rest && restMethods.isRest(method);
        // a class may have methods that return nothing, of which nothing can leave unsigned
        boolean nothing = method.returnType().kind() == Type.Kind.VOID && bound.isBoundByClass();
        if (!nothing) {
            checkDelivery(method, annotation);
            checkReturnType(method, annotation);
            checkResource(bound, annotation, isRest);
            checkExpiresIn(method, annotation);
        }
        return new SignedMethod(SignedResourceInstance.describe(method), annotation.signer(),
                nothing ? "" : annotation.resource(), annotation.expiresIn(), annotation.bindToIp() && !nothing, isRest,
                parameterNames(method));
    }

    private static List<String> parameterNames(MethodInfo method) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < method.parametersCount(); i++) {
            names.add(String.valueOf(method.parameterName(i)));
        }
        return names;
    }

    private void checkDelivery(MethodInfo method, SignedResourceInstance annotation) {
        if (annotation.delivery() == Delivery.COOKIES) {
            problems.add(method, "has delivery = COOKIES, which @SignedResource cannot do yet; "
                    + "use SignedPolicy.cookies() and set them on the response");
        }
    }

    private void checkReturnType(MethodInfo method, SignedResourceInstance annotation) {
        Type type = method.returnType();
        if (Modifier.isPrivate(method.flags()) || Modifier.isStatic(method.flags())) {
            problems.add(method,
                    "is private or static, so that it is never intercepted; make it a package-private instance method");
        }
        if (!ReturnTypes.isSupported(type, rest)) {
            problems.add(method, "returns " + type + ", which cannot be signed; " + ReturnTypes.SUPPORTED);
        } else if (annotation.resource().isEmpty() && runsOnEventLoop(method) && ReturnTypes.isBatch(type)) {
            problems.add(method,
                    "is @NonBlocking and returns " + type + ", whose signatures the event loop would have to wait for; "
                            + "return a Uni of it, give the annotation a resource, or make the method @Blocking");
        }
    }

    private boolean runsOnEventLoop(MethodInfo method) {
        return !ReturnTypes.isAsync(method.returnType()) && hasOrInherits(method, DotNames.NON_BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.RUN_ON_VIRTUAL_THREAD);
    }

    private boolean hasOrInherits(MethodInfo method, DotName annotation) {
        return restMethods.declarations(method).stream().anyMatch(declaration -> declaration.hasDeclaredAnnotation(annotation)
                || declaration.declaringClass().hasDeclaredAnnotation(annotation));
    }

    private void checkResource(BoundMethod bound, SignedResourceInstance annotation, boolean isRest) {
        String resource = annotation.resource();
        if (resource.isEmpty()) {
            return;
        }
        String inResource = "has the resource \"" + resource + "\": ";
        if (!resource.startsWith("/") && !resource.contains("://") || resource.startsWith("//")) {
            problems.add(bound.method(), inResource + "it must be a path that begins with one /, or an absolute URL");
            return;
        }
        PolicyTemplate template;
        try {
            template = PolicyTemplate.parse(resource);
        } catch (IllegalArgumentException e) {
            problems.add(bound.method(), inResource + e.getMessage());
            return;
        }
        for (String placeholder : template.placeholders()) {
            String mistake = isRest ? mistakeInPathParameter(bound, placeholder)
                    : mistakeInParameter(bound.method(), placeholder);
            if (mistake != null) {
                problems.add(bound.method(), inResource + mistake);
            }
        }
    }

    private String mistakeInPathParameter(BoundMethod bound, String placeholder) {
        Set<String> known = new TreeSet<>(restMethods.pathParameters(bound.beanClass(), bound.method()));
        return known.contains(placeholder) ? null
                : "{" + placeholder + "} is no path parameter of this REST method; it has " + known;
    }

    private static String mistakeInParameter(MethodInfo method, String placeholder) {
        List<String> names = parameterNames(method);
        int index = names.indexOf(placeholder);
        if (index < 0) {
            return "{" + placeholder + "} is no parameter of this method; it has " + names
                    + " (compiled with -parameters, as Quarkus projects are)";
        }
        Type type = method.parameterType(index);
        return type.kind() == Type.Kind.PRIMITIVE || SEGMENT_TYPES.contains(type.name()) ? null
                : "{" + placeholder + "} is a " + type.name() + "; only text, whole numbers and UUIDs become a path segment";
    }

    private void checkExpiresIn(MethodInfo method, SignedResourceInstance annotation) {
        String expiresIn = annotation.expiresIn();
        if (expiresIn.isEmpty() || expiresIn.contains("${")) {
            return;
        }
        try {
            if (DurationConverter.parseDuration(expiresIn).compareTo(Duration.ofSeconds(1)) < 0) {
                problems.add(method, "has expiresIn \"" + expiresIn + "\"; it must be at least one second");
            }
        } catch (IllegalArgumentException e) {
            problems.add(method, "has expiresIn \"" + expiresIn + "\", which is no duration; write it as 15m or PT1H");
        }
    }
}
