package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives of a response that restrict caches. All other directives are ignored, whether they are known or not, because
 * they could only allow more.
 *
 * @param shared whether a shared cache could store the response
 * @param maxAge the lifetime in seconds; {@link #UNLIMITED} if the response does not limit it
 */
record CacheControl(boolean shared, boolean noStore, boolean noCache, boolean mustRevalidate, boolean noTransform,
        long maxAge) {

    static final long UNLIMITED = Long.MAX_VALUE;

    /** A value in quotes can contain commas. If the closing quote is missing, the value ends with the text. */
    private static final Pattern DIRECTIVE = Pattern
            .compile("([^,\"=]++)(?:=((?:\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|$)|[^,\"]++)*+))?");
    private static final Pattern SECONDS = Pattern.compile("\"?([0-9]{1,18})\"?");

    /**
     * @param headers the values of all headers with this name
     */
    static CacheControl parse(List<String> headers) {
        List<String> flags = new ArrayList<>();
        long maxAge = UNLIMITED;
        boolean shared = !headers.isEmpty();
        for (String header : headers) {
            Matcher directive = DIRECTIVE.matcher(header);
            while (directive.find()) {
                String name = directive.group(1).strip().toLowerCase(Locale.ROOT);
                String value = directive.group(2);
                if (name.equals("max-age")) {
                    maxAge = Math.min(maxAge, seconds(value));
                } else if (value == null || !name.equals("private")) {
                    // "private" with the names of headers only concerns these headers
                    flags.add(name);
                }
            }
        }
        boolean restricted = flags.contains("private") || flags.contains("no-store") && !flags.contains("must-understand");
        return new CacheControl(shared && (!restricted || flags.contains("public") || flags.contains("s-maxage")),
                flags.contains("no-store"), flags.contains("no-cache"), flags.contains("must-revalidate"),
                flags.contains("no-transform"), maxAge);
    }

    /**
     * Reads a lifetime in seconds. An unreadable one is 0, because caches treat such a response as stale.
     */
    private static long seconds(String value) {
        Matcher seconds = SECONDS.matcher(value == null ? "" : value.strip());
        return seconds.matches() ? Long.parseLong(seconds.group(1)) : 0;
    }

    /**
     * The same restrictions, for the cache of one user.
     *
     * @param longest the maximum lifetime in seconds
     * @param byDefault the lifetime in seconds if there are no restrictions
     */
    String forOneUser(long longest, long byDefault) {
        StringBuilder header = new StringBuilder("private");
        if (noStore) {
            header.append(", no-store");
        } else if (noCache) {
            header.append(", no-cache");
        } else {
            header.append(", max-age=").append(maxAge == UNLIMITED ? byDefault : Math.min(maxAge, longest));
        }
        return header.append(mustRevalidate ? ", must-revalidate" : "").append(noTransform ? ", no-transform" : "").toString();
    }

    /**
     * The same restrictions, for a response that browsers must revalidate before they use it again.
     */
    String forOneUse() {
        return noStore ? "private, no-store" : "private, no-cache";
    }
}
