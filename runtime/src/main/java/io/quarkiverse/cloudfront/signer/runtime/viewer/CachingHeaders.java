package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The caching headers of one response. These are {@code Cache-Control}, and the headers that some caches use instead of it,
 * such as {@code CDN-Cache-Control} of RFC 9213. They also include the validators, with which a cache asks whether it can use
 * the response again.
 */
final class CachingHeaders {

    private static final String CACHE_CONTROL = "Cache-Control";
    private static final List<String> OTHERS = List.of("Surrogate-Control", "Edge-Control", "Expires", "X-Accel-Expires",
            "Pragma", "ETag", "Last-Modified");

    private final MultiMap headers;
    /** The headers that were set for all responses, before any method is called. */
    private final List<Map.Entry<String, String>> preset;

    CachingHeaders(MultiMap headers) {
        this.headers = headers;
        this.preset = current();
    }

    private List<Map.Entry<String, String>> current() {
        List<Map.Entry<String, String>> current = List.of();
        for (Map.Entry<String, String> header : headers) {
            if (isForCaches(header.getKey())) {
                current = current.isEmpty() ? new ArrayList<>() : current;
                current.add(Map.entry(header.getKey(), header.getValue()));
            }
        }
        return current;
    }

    /**
     * Whether a header is for caches. The names of the targeted headers of RFC 9213 end with the name of the general header.
     */
    private static boolean isForCaches(String name) {
        int start = name.length() - CACHE_CONTROL.length();
        if (start >= 0 && name.regionMatches(true, start, CACHE_CONTROL, 0, CACHE_CONTROL.length())) {
            return true;
        }
        for (String other : OTHERS) {
            if (other.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Replaces all headers. The new entity tag is never used again, so a cache that asks with it always gets another response.
     * Without a strong entity tag, some caches would ask with the date of the response, which may match.
     *
     * @return a header with which a shared cache could have stored the response
     */
    @Nullable
    String replaceAll(String cacheControl) {
        String storing = null;
        for (Map.Entry<String, String> header : current()) {
            storing = isForSharedCaches(header) ? header.getKey() + ": " + header.getValue() : storing;
            headers.remove(header.getKey());
        }
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.set(HttpHeaders.ETAG, '"' + Long.toHexString(ThreadLocalRandom.current().nextLong()) + '"');
        return storing;
    }

    private static boolean isForSharedCaches(Map.Entry<String, String> header) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        return name.endsWith("-control") && CacheControl.parse(List.of(header.getValue())).shared()
                || name.equals("x-accel-expires") && !header.getValue().equals("0");
    }

    /**
     * The directives that were set for this response. Quarkus REST adds a method's headers to the headers that were set earlier
     * for all responses.
     */
    CacheControl own() {
        for (Map.Entry<String, String> header : preset) {
            List<String> values = new ArrayList<>(headers.getAll(header.getKey()));
            if (values.remove(header.getValue())) {
                headers.set(header.getKey(), values);
            }
        }
        return CacheControl.parse(headers.getAll(HttpHeaders.CACHE_CONTROL));
    }
}
