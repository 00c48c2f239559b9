package io.quarkiverse.cloudfront.signer.applications;

import java.util.Locale;

/**
 * The ways to grant access, each with the intended policy resource.
 */
enum Grant {

    URL("Signed URL", Gallery.PICTURE),
    WILDCARD("Wildcard grant", Gallery.ALBUM),
    COOKIES("Cookies", Gallery.ALBUM),
    FIELD("Signed field", Gallery.PICTURE);

    private final String title;
    private final String resource;

    Grant(String title, String resource) {
        this.title = title;
        this.resource = resource;
    }

    String title() {
        return title;
    }

    String resource() {
        return resource;
    }

    /** As in the paths and in the table. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
