package io.quarkiverse.cloudfront.edge.cache;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The part of an object of known size that a {@code Range} header requests (RFC 9110, section 14). */
public sealed interface ByteRange {

    Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * The whole object: the request does not ask for a range, or asks in a way that may be ignored, such as for several ranges.
     */
    record Whole() implements ByteRange {
    }

    /** A range from one byte to another, both inclusive. */
    record Part(long first, long last) implements ByteRange {

        public String contentRange(long size) {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    /** A range beyond the end of the object. */
    record Unsatisfiable() implements ByteRange {
    }

    static ByteRange parse(@Nullable String header, long size) {
        Matcher matcher = SINGLE.matcher(header == null ? "" : header);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return new Whole();
        }
        long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (matcher.group(1).isEmpty()) {
            return last == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - last), size - 1);
        }
        long first = Long.parseLong(matcher.group(1));
        if (first >= size) {
            return new Unsatisfiable();
        }
        // a range that ends before it starts is invalid, so the header is ignored
        return last < first ? new Whole() : new Part(first, Math.min(last, size - 1));
    }
}
