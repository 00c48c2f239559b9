package io.quarkiverse.cloudfront.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Determines from the origin's headers how long an object is fresh.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html">Manage how long content
 *      stays in the cache</a>
 */
public final class Freshness {

    private static final Duration DEFAULT_TTL = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Freshness() {
    }

    /** How long, from now on, a response with these headers may be reused; zero if it must not be reused. */
    public static Duration lifetime(MultiMap headers, Instant now) {
        Map<String, String> directives = directives(headers);
        if (directives.containsKey("no-store") || directives.containsKey("no-cache") || directives.containsKey("private")
                || "*".equals(headers.get(HttpHeaders.VARY))) {
            return Duration.ZERO;
        }
        return seconds(directives.get("s-maxage"))
                .or(() -> seconds(directives.get("max-age")))
                .or(() -> untilExpires(headers, now))
                .orElse(DEFAULT_TTL);
    }

    private static Optional<Duration> untilExpires(MultiMap headers, Instant now) {
        if (!headers.contains(HttpHeaders.EXPIRES)) {
            return Optional.empty();
        }
        // an invalid date means that the object has already expired
        Duration left = Validators.date(headers.get(HttpHeaders.EXPIRES)).map(expires -> Duration.between(now, expires))
                .orElse(Duration.ZERO);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    private static Optional<Duration> seconds(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Map<String, String> directives(MultiMap headers) {
        Map<String, String> directives = new HashMap<>();
        for (String header : headers.getAll(HttpHeaders.CACHE_CONTROL)) {
            for (String directive : header.split(",")) {
                String[] parts = directive.strip().split("=", 2);
                directives.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1].replace("\"", "") : "");
            }
        }
        return directives;
    }
}
