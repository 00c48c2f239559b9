package io.quarkiverse.cloudfront.edge;

import java.util.Set;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The part of a distribution's response headers policy that concerns cross-origin requests.
 *
 * @param allowedOrigins origins whose pages may read responses, such as {@code http://localhost:8080}, with {@code *} for any
 *        port or label, as in {@code http://*.localhost:*}. They may also send signed cookies. Empty for no CORS headers at all
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *      response headers policies</a>
 */
public record CorsPolicy(Set<String> allowedOrigins) {

    private static final String ANY = "*";
    private static final String ANY_PORT = ":*";
    private static final String EXPOSED = "X-Cache, Age, Content-Range, ETag";
    private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";
    private static final Set<String> LOOPBACK = Set.of("http://localhost:*", "https://localhost:*", "http://127.0.0.1:*",
            "https://127.0.0.1:*", "http://[::1]:*", "https://[::1]:*", "http://*.localhost:*", "https://*.localhost:*");

    /** No CORS headers: pages from other origins can show pictures, but cannot read responses. */
    public static CorsPolicy none() {
        return new CorsPolicy(Set.of());
    }

    /** Pages from this machine, on any port, may read responses, and may send signed cookies. */
    public static CorsPolicy loopbackWithCredentials() {
        return new CorsPolicy(LOOPBACK);
    }

    /**
     * Adds the headers for the origin of the page that made this request. Unlike vertx-web's CORS handler, it does not refuse
     * requests: like CloudFront, it leaves the headers out, and the browser decides.
     */
    void apply(HttpServerRequest request) {
        if (isEmpty()) {
            return;
        }
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !allows(origin)) {
            return;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        if (isPreflight(request)) {
            applyPreflight(request, headers);
        } else {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS);
    }

    private static void applyPreflight(HttpServerRequest request, MultiMap headers) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_MAX_AGE_SECONDS);
        String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (wanted != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        }
    }

    private boolean allows(String origin) {
        return allowedOrigins.stream().anyMatch(allowed -> allowed.endsWith(ANY_PORT)
                ? isAtAnyPort(origin, allowed.substring(0, allowed.length() - ANY_PORT.length()))
                : allowed.equals(origin));
    }

    private static boolean isAtAnyPort(String origin, String schemeAndHost) {
        return origin.matches(Pattern.quote(schemeAndHost).replace(ANY, "\\E[a-z0-9-]{1,63}\\Q") + "(?::[0-9]{1,5})?");
    }

    boolean isEmpty() {
        return allowedOrigins.isEmpty();
    }
}
