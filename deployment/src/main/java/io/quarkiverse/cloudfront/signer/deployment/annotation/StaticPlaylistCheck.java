package io.quarkiverse.cloudfront.signer.deployment.annotation;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;

/**
 * Finds what is wrong with a {@code staticPlaylist}, whose policy must cover the files that the playlist refers to.
 */
public final class StaticPlaylistCheck {

    private static final String EXAMPLE = ", such as /videos/{id}/*";

    private StaticPlaylistCheck() {
    }

    /**
     * @return null if it may be right
     */
    public static @Nullable String mistake(SignedResourceElements elements) {
        if (!elements.staticPlaylist()) {
            return null;
        } else if (elements.delivery() == Delivery.COOKIES) {
            return "has staticPlaylist, which is for URLs, and delivery = COOKIES; leave one of them out";
        } else if (elements.resource().isEmpty()) {
            return "has staticPlaylist and no resource; give it one that covers the files that the playlist refers to"
                    + EXAMPLE;
        }
        return mistakeInResource(elements.resource());
    }

    /**
     * A field may have the resource of the method that returns it.
     *
     * @return null if it may be right
     */
    public static @Nullable String mistakeOfField(SignedResourceElements elements) {
        return elements.staticPlaylist() && !elements.resource().isEmpty() ? mistakeInResource(elements.resource()) : null;
    }

    private static @Nullable String mistakeInResource(String resource) {
        return resource.endsWith("*") ? null
                : "has staticPlaylist and the resource \"" + resource
                        + "\", which does not cover the files that the playlist refers to; use one that ends in *" + EXAMPLE;
    }
}
