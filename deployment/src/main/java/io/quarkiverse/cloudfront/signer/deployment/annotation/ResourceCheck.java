package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.url.HostPattern;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.quarkiverse.cloudfront.signer.runtime.user.User;

/**
 * Checks a resource template, as far as this is possible at build time.
 */
public record ResourceCheck(RestEndpoints restMethods, ApplicationSupportBuildItem application) {

    /** The types of method parameters that can become a path segment, because their {@code toString} is suitable for a URL. */
    private static final Set<DotName> SEGMENT_TYPES = DotNames.of("java.lang.String", "java.lang.Integer", "java.lang.Long",
            "java.lang.Short", "java.util.UUID", "java.math.BigInteger");

    /** Accepts any host, because the signer's host is known only at run time. A path must be valid with every host. */
    private static final UrlGuard ANY_HOST = new UrlGuard(URI.create("https://host.invalid"), Set.of());

    public List<String> mistakes(InterceptedMethod bound, String resource, boolean isRest) {
        return described(resource, placeholder -> isRest ? mistakeInPathParameter(bound, placeholder)
                : mistakeInParameter(bound, placeholder));
    }

    /**
     * The mistakes in a field's resource. A field does not know the method that returns it, so it cannot use the method's
     * parameters.
     */
    public List<String> mistakesOfField(String resource) {
        return described(resource, placeholder -> "{" + placeholder + "} is neither {principal} nor a {claim.name}, which are "
                + "the only placeholders for a field; set the resource on the REST method");
    }

    /**
     * The mistakes in the resource of a template, except in its values, which are checked where they are read.
     */
    public List<String> mistakesOfTemplate(String resource) {
        return described(resource, placeholder -> null);
    }

    private List<String> described(String resource, Function<String, @Nullable String> mistakeInValue) {
        return resource.isEmpty() ? List.of()
                : mistakes(resource, mistakeInValue).stream()
                        .map(mistake -> "has the resource \"" + resource + "\": " + mistake).toList();
    }

    /**
     * @param mistakeInValue returns the mistake in a placeholder that does not concern the user, or null if there is none
     */
    public List<String> mistakes(String resource, Function<String, @Nullable String> mistakeInValue) {
        boolean path = resource.startsWith("/") && !resource.startsWith("//");
        if (!path && !resource.contains("://")) {
            return List.of("it must be a path that begins with one /, or an absolute URL");
        }
        PolicyTemplate template;
        try {
            template = PolicyTemplate.parse(resource);
            if (path) {
                ANY_HOST.resource(template.example());
            } else {
                HostPattern.check(template.example());
            }
        } catch (IllegalArgumentException | CloudFrontSignerException e) {
            return List.of(e.getMessage());
        }
        return template.placeholders().stream()
                .map(name -> User.isPlaceholder(name) ? mistakeInUser(name) : mistakeInValue.apply(name))
                .filter(Objects::nonNull).toList();
    }

    private @Nullable String mistakeInUser(String placeholder) {
        if (!application.hasUsers()) {
            return "{" + placeholder
                    + "} needs a user, but the application does not have a security extension; add one, such as quarkus-oidc";
        }
        return User.isClaim(placeholder) && !application.hasClaims()
                ? "{" + placeholder + "} needs a user with a token; add quarkus-oidc or quarkus-smallrye-jwt"
                : null;
    }

    private @Nullable String mistakeInPathParameter(InterceptedMethod bound, String placeholder) {
        Set<String> known = new TreeSet<>(restMethods.pathParameters(bound.beanClass(), bound.method()));
        return known.contains(placeholder) ? null
                : "{" + placeholder + "} is not a path parameter of this REST method; it has " + known;
    }

    private static @Nullable String mistakeInParameter(InterceptedMethod bound, String placeholder) {
        List<String> names = bound.parameterNames();
        int index = names.indexOf(placeholder);
        if (index < 0) {
            return "{" + placeholder + "} is not a parameter of this method; it has " + names
                    + " (compiled with -parameters, as Quarkus projects are)";
        }
        Type type = bound.method().parameterType(index);
        return type.kind() == Type.Kind.PRIMITIVE || SEGMENT_TYPES.contains(type.name()) ? null
                : "{" + placeholder + "} is a " + type.name()
                        + "; only text, whole numbers and UUIDs can become a path segment";
    }
}
