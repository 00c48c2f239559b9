package io.quarkiverse.cloudfront.edge.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The validators that distinguish versions of an object, for conditional requests (RFC 9110, sections 8.8 and 13).
 *
 * @param etag the entity tag, including its quotes
 * @param lastModified the time of the last change
 */
public record Validators(Optional<String> etag, Optional<Instant> lastModified) {

    private static final String WEAK = "W/";

    public static Validators of(MultiMap headers) {
        return new Validators(Optional.ofNullable(headers.get(HttpHeaders.ETAG)),
                date(headers.get(HttpHeaders.LAST_MODIFIED)));
    }

    /** Whether the client already has this version. {@code If-None-Match} takes precedence over {@code If-Modified-Since}. */
    public boolean notModified(MultiMap request) {
        if (request.contains(HttpHeaders.IF_NONE_MATCH)) {
            return request.getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(this::namesThis);
        }
        Optional<Instant> since = date(request.get(HttpHeaders.IF_MODIFIED_SINCE));
        return since.isPresent() && lastModified.isPresent() && !lastModified.get().isAfter(since.get());
    }

    /** Whether the requested range applies to this version. It does not apply if {@code If-Range} names another version. */
    public boolean rangeApplies(MultiMap request) {
        String condition = request.get(HttpHeaderNames.IF_RANGE);
        if (condition == null) {
            return true;
        }
        boolean sameTag = etag.filter(tag -> !tag.startsWith(WEAK) && tag.equals(condition)).isPresent();
        return sameTag || lastModified.isPresent() && lastModified.equals(date(condition));
    }

    static Optional<Instant> date(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static String format(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    }

    private boolean namesThis(String condition) {
        return condition.strip().equals("*") || etag.isPresent() && Arrays.stream(condition.split(","))
                .anyMatch(candidate -> strong(candidate.strip()).equals(strong(etag.get())));
    }

    private static String strong(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
