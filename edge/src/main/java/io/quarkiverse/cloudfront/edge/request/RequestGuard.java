package io.quarkiverse.cloudfront.edge.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Rejects requests in a form that CloudFront does not accept, or that an origin might interpret differently from the edge.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html">Request
 *      and response behavior for custom origins</a>
 */
public record RequestGuard(String scheme, boolean preflightAllowed) {

    /** The maximum length of the request line and headers together, in bytes. */
    public static final int MAX_REQUEST_LENGTH = 20_480;

    private static final int MAX_URL_LENGTH = 8_192;
    private static final int MAX_PORT_LENGTH = 5;

    private static final Pattern HOST = Pattern
            .compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1," + MAX_PORT_LENGTH + "})?");
    private static final Pattern TARGET = Pattern.compile("/[!-~&&[^#]]*");
    private static final Pattern SEGMENT_END = Pattern.compile("[/\\\\]|%2f|%5c");

    /** The methods that a distribution can allow, in addition to those that only read. */
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH,
            HttpMethod.DELETE);

    /** The rejection of a malformed request; empty if the request is well-formed. */
    public Optional<Rejection> check(HttpServerRequest request, CacheBehavior behavior) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
            return rejection(400, "Bad request: exactly one valid Host header is required.");
        }
        if (urlLength(request, hosts.get(0)) > MAX_URL_LENGTH) {
            return rejection(413, "Request too large: a URL can have at most " + MAX_URL_LENGTH + " bytes.");
        }
        if (requestLength(request) > MAX_REQUEST_LENGTH) {
            return rejection(413,
                    "Request too large: the request line and headers can have at most " + MAX_REQUEST_LENGTH + " bytes.");
        }
        if (!TARGET.matcher(request.uri()).matches()) {
            return rejection(400, "Bad request: the path must begin with a slash, and all characters except printable ASCII "
                    + "must be percent-encoded.");
        }
        if (hasDotSegment(request.uri())) {
            return rejection(400, "Bad request: the path contains a dot segment, which the origin might resolve.");
        }
        return checkMethod(request, behavior.application());
    }

    private Optional<Rejection> checkMethod(HttpServerRequest request, boolean toApplication) {
        boolean reads = request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (toApplication && !reads && METHODS.contains(request.method())) {
            return Optional.empty();
        }
        boolean preflight = request.method().equals(HttpMethod.OPTIONS) && preflightAllowed;
        if (!reads && !preflight) {
            return rejection(403, "This distribution is not configured to allow the HTTP request method that was used for "
                    + "this request. The distribution supports only cachable requests.");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return rejection(403, "Bad request: the request has a body, which its method does not allow.");
        }
        return Optional.empty();
    }

    private int urlLength(HttpServerRequest request, String host) {
        return scheme.length() + "://".length() + host.length() + request.uri().length();
    }

    private static int requestLength(HttpServerRequest request) {
        int length = request.method().name().length() + request.uri().length() + "  HTTP/1.1\r\n".length();
        for (Map.Entry<String, String> header : request.headers()) {
            length += header.getKey().length() + header.getValue().length() + ": \r\n".length();
        }
        return length;
    }

    /** Whether any interpretation of the path (encoded dots, encoded slashes, backslashes) contains {@code .} or {@code ..}. */
    private static boolean hasDotSegment(String target) {
        String path = target.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
        return SEGMENT_END.splitAsStream(path).map(segment -> segment.replace("%2e", "."))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private static Optional<Rejection> rejection(int status, String sentence) {
        return Optional.of(new Rejection(status, sentence));
    }

    /**
     * The response to a malformed request, which is sent before the signature is verified.
     *
     * @param status the HTTP status
     * @param sentence an explanation of the problem, for the viewer and the log
     */
    public record Rejection(int status, String sentence) {
    }
}
