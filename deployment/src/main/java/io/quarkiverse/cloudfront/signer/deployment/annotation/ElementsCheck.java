package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Finds what is wrong with the elements of a {@code @SignedResource}, apart from the template of its resource.
 */
public final class ElementsCheck {

    private static final String EXAMPLE = ", such as /videos/{id}/*";

    private ElementsCheck() {
    }

    /**
     * @param ofField whether they are those of a field, which may have the resource of the method that returns it
     */
    public static List<String> mistakes(SignedResourceElements elements, boolean ofField) {
        return Stream.of(inExpiresIn(elements.expiresIn()), inStaticPlaylist(elements, ofField)).filter(Objects::nonNull)
                .toList();
    }

    /**
     * The value of an expression is only known at run time.
     */
    private static @Nullable String inExpiresIn(String expiresIn) {
        if (expiresIn.isEmpty() || expiresIn.contains("${")) {
            return null;
        }
        try {
            return DurationConverter.parseDuration(expiresIn).compareTo(Duration.ofSeconds(1)) < 0
                    ? "has expiresIn \"" + expiresIn + "\"; it must be at least one second"
                    : null;
        } catch (IllegalArgumentException e) {
            return "has expiresIn \"" + expiresIn + "\", which is not a duration. Use a form such as 15m or PT1H";
        }
    }

    /**
     * The policy must cover the files that the playlist refers to.
     */
    private static @Nullable String inStaticPlaylist(SignedResourceElements elements, boolean ofField) {
        String resource = elements.resource();
        if (!elements.staticPlaylist() || resource.endsWith("*") && (ofField || elements.delivery() == Delivery.URL)) {
            return null;
        } else if (!ofField && elements.delivery() == Delivery.COOKIES) {
            return "has staticPlaylist, which is for URLs, and delivery = COOKIES; leave one of them out";
        } else if (resource.isEmpty()) {
            return ofField ? null
                    : "has staticPlaylist and no resource; give it one that covers the files that the playlist refers to"
                            + EXAMPLE;
        }
        return "has staticPlaylist and the resource \"" + resource
                + "\", which does not cover the files that the playlist refers to; use one that ends in *" + EXAMPLE;
    }
}
