package io.quarkiverse.cloudfront.edge.origin;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * The media types with which files are served, according to their extensions.
 */
final class MediaTypes {

    private static final String UNKNOWN = "binary/octet-stream";
    private static final Pattern EXTENSION = Pattern.compile("\\.([A-Za-z0-9]+)$");

    /** The types that are missing from Vert.x's table. */
    private static final Map<String, String> MORE = Map.of(
            "avif", "image/avif",
            "m4s", "video/iso.segment",
            "mpd", "application/dash+xml",
            "vtt", "text/vtt");

    private MediaTypes() {
    }

    /** The media type of a file with this name. */
    static String of(RoutingContext context, String name) {
        Matcher extension = EXTENSION.matcher(name);
        if (!extension.find()) {
            return UNKNOWN;
        }
        String lowerCase = extension.group(1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(MORE.get(lowerCase)).or(() -> ofVertx(context, lowerCase)).orElse(UNKNOWN);
    }

    /**
     * Looks up a type through an attachment, because Vert.x 4 and 5 do not give any other access to their table of media types.
     */
    private static Optional<String> ofVertx(RoutingContext context, String extension) {
        MultiMap headers = context.attachment("." + extension).response().headers();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        headers.clear(); // this response is not an attachment
        return Optional.ofNullable(type);
    }
}
