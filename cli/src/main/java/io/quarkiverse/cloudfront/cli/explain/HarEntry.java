package io.quarkiverse.cloudfront.cli.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;

/**
 * A request in a browser session, and its response.
 *
 * @param at the time at which the request was sent; empty if the file does not contain it
 * @param cookies the {@code Cookie} header; empty if there are none, or if the browser left them out of the file
 * @param status the status of the response; 0 if there was no response
 * @param headers the headers of the response, with names in lower case
 * @param local whether the browser itself answered the request, from a cache or with a service worker
 */
record HarEntry(Optional<Instant> at, String method, String url, String cookies, int status, Map<String, String> headers,
        boolean local) {

    /** The fields that are skipped: bodies, and details that do not matter here. */
    private static final Set<String> SKIPPED = Set.of("content", "postData", "pages", "timings", "_initiator",
            "_webSocketMessages");

    /**
     * Reads the requests in the network log of a browser session.
     *
     * @see <a href="https://w3c.github.io/web-performance/specs/HAR/Overview.html">HTTP Archive format</a>
     */
    static List<HarEntry> read(Path file) throws IOException {
        if (InputFile.json(file, SKIPPED) instanceof Map<?, ?> har && har.get("log") instanceof Map<?, ?> log
                && log.get("entries") instanceof List<?> list) {
            return list.stream().filter(Map.class::isInstance).map(entry -> of((Map<?, ?>) entry)).toList();
        }
        throw CommandException.unknown(file + " is not a HAR file of at most 1 GiB. Export one on the Network tab of the "
                + "browser's developer tools");
    }

    private static HarEntry of(Map<?, ?> entry) {
        Map<?, ?> request = object(entry.get("request"));
        Map<?, ?> response = object(entry.get("response"));
        Map<String, String> sent = pairs(request.get("headers"), "");
        return new HarEntry(instant(text(entry.get("startedDateTime"))), text(request.get("method")), text(request.get("url")),
                sent.getOrDefault("cookie", pairs(request.get("cookies"), "=").values().stream()
                        .collect(Collectors.joining("; "))),
                response.get("status") instanceof Long status ? status.intValue() : 0, pairs(response.get("headers"), ""),
                isLocal(entry, response));
    }

    /**
     * Whether the browser itself answered. Chromium writes the first two fields, Playwright the third, Firefox the fourth, and
     * Safari the last.
     */
    private static boolean isLocal(Map<?, ?> entry, Map<?, ?> response) {
        return entry.get("_fromCache") != null || Boolean.TRUE.equals(entry.get("_fetchedViaServiceWorker"))
                || Long.valueOf(0).equals(response.get("_transferSize")) || !object(entry.get("cache")).isEmpty()
                || text(entry.get("_fetchType")).matches("(Memory|Disk) Cache|Service Worker");
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @param separator the text between name and value; empty to map each name to its value */
    private static Map<String, String> pairs(@Nullable Object list, String separator) {
        Map<String, String> pairs = new HashMap<>();
        for (Object item : list instanceof List<?> items ? items : List.of()) {
            String name = text(object(item).get("name"));
            String value = text(object(item).get("value"));
            pairs.put(separator.isEmpty() ? name.toLowerCase(Locale.ROOT) : name,
                    separator.isEmpty() ? value : name + separator + value);
        }
        return pairs;
    }

    /**
     * Whether a server, and not the browser itself, responded with the object. A preflight request does not count, because
     * browsers never sign it.
     */
    boolean isServed() {
        return !local && !method.equals("OPTIONS") && (status / 100 == 2 || status == 304);
    }

    boolean isSigned() {
        return hasSignedUrl() || cookies.contains("CloudFront-");
    }

    boolean hasSignedUrl() {
        return Stream.of("Signature=", "Policy=", "Key-Pair-Id=").anyMatch(url::contains);
    }

    /** Whether CloudFront or the local edge answered. */
    boolean isFromCloudFront() {
        return headers.containsKey("x-amz-cf-id") || Stream.of("server", "via", "x-cache")
                .anyMatch(name -> headers.getOrDefault(name, "").toLowerCase(Locale.ROOT).contains("cloudfront"));
    }

    /**
     * The directory and the extension of the file. If the URLs of some files of a kind are signed, CloudFront should refuse
     * requests for the others without a signature. Cookies do not show this, because browsers also send them to public paths,
     * such as those of a gate.
     */
    String kind() {
        String path = url.split("[?#]", 2)[0];
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.substring(0, path.length() - name.length()) + name.substring(Math.max(0, name.lastIndexOf('.')));
    }
}
