package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * The elements of one {@code @SignedResource} annotation. At build time, no other class reads them.
 */
public record SignedResourceElements(String signer, Delivery delivery, String resource, String expiresIn, boolean bindToIp,
        Content content) {

    /** A path or a URL that covers exactly one directory. A placeholder becomes one segment. */
    private static final Pattern DIRECTORY = Pattern.compile("(?:[^:/]+://[^/]+)?/(?:[^*?;]*/)?\\*");

    public static SignedResourceElements of(AnnotationInstance annotation) {
        return new SignedResourceElements(
                string(annotation, "signer", SignerName.DEFAULT),
                Delivery.valueOf(string(annotation, "delivery", Delivery.URL.name())),
                string(annotation, "resource", ""),
                string(annotation, "expiresIn", ""),
                is(annotation, "bindToIp"), Content.valueOf(string(annotation, "content", Content.URL.name())));
    }

    private static boolean is(AnnotationInstance annotation, String element) {
        return annotation.value(element) != null && annotation.value(element).asBoolean();
    }

    private static String string(AnnotationInstance annotation, String element, String byDefault) {
        AnnotationValue value = annotation.value(element);
        if (value == null) {
            return byDefault;
        }
        return value.kind() == AnnotationValue.Kind.ENUM ? value.asEnum() : value.asString();
    }

    /**
     * The description of a method, for messages.
     */
    public static String describe(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name();
    }

    /**
     * The mistakes in these elements, apart from mistakes in the template of the resource.
     *
     * @param ofField whether these are the elements of a field, which can use the resource of the method that returns it
     */
    public List<String> mistakes(boolean ofField) {
        return Stream.of(mistakeInExpiresIn(), mistakeInContent(ofField)).filter(Objects::nonNull)
                .toList();
    }

    /**
     * Checks a literal duration. The value of an expression is known only at run time.
     */
    private @Nullable String mistakeInExpiresIn() {
        if (expiresIn.isEmpty() || expiresIn.contains("${")) {
            return null;
        }
        try {
            return DurationConverter.parseDuration(expiresIn).compareTo(Duration.ofSeconds(1)) < 0
                    ? "has expiresIn \"" + expiresIn + "\"; it must be at least one second"
                    : null;
        } catch (IllegalArgumentException e) {
            return "has expiresIn \"" + expiresIn + "\", which is not a duration. Use a value such as 15m or PT1H";
        }
    }

    /**
     * Checks whether the policy covers the files that a value refers to.
     */
    private @Nullable String mistakeInContent(boolean ofField) {
        if (content == Content.URL || covers(content, resource) && (ofField || delivery == Delivery.URL)) {
            return null;
        } else if (!ofField && delivery == Delivery.COOKIES) {
            return "has content = " + content + ", which is for URLs, and delivery = COOKIES; leave one of them out";
        } else if (resource.isEmpty()) {
            return ofField ? null : "has content = " + content + " and no resource; " + missingResource(content);
        }
        return "has content = " + content + " and the resource \"" + resource + "\", which " + (content == Content.DIRECTORY
                ? "is not exactly one directory; use one that ends in /* and has no other wildcard or semicolon"
                : "does not cover " + files(content) + "; use one that ends in *") + example(content);
    }

    /**
     * Whether a resource covers the files that a value refers to. A directory is opened with cookies, whose path cannot contain
     * a wildcard.
     */
    public static boolean covers(Content content, String resource) {
        return content == Content.DIRECTORY ? DIRECTORY.matcher(resource).matches() : resource.endsWith("*");
    }

    /**
     * The remedy if values with this kind of content do not have a resource.
     */
    public static String missingResource(Content content) {
        return "set a resource that covers " + files(content) + example(content);
    }

    private static String files(Content content) {
        return switch (content) {
            case DIRECTORY -> "the directory";
            case STATIC_PLAYLIST -> "all files that the playlist refers to";
            default -> "all files that the text refers to";
        };
    }

    private static String example(Content content) {
        return ", such as /" + switch (content) {
            case DIRECTORY -> "reports";
            case STATIC_PLAYLIST -> "videos";
            default -> "articles";
        } + "/{id}/*";
    }
}
