package io.quarkiverse.cloudfront.edge;

import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The part of a distribution's response headers policy that concerns cross-origin requests.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *      response headers policies</a>
 */
public enum CorsPolicy {

    /** No CORS headers: pages from other origins can show images, but cannot read responses. */
    NONE,
    /** Pages from this machine, on any port, may read responses, and may send signed cookies. */
    LOOPBACK_WITH_CREDENTIALS;

    private static final Pattern LOOPBACK = Pattern
            .compile("https?://(?:(?:[a-z0-9-]{1,63}\\.)?localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");
    private static final String EXPOSED = "X-Cache, Age, Content-Range, ETag";
    private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";

    /**
     * Adds the headers for the origin of the page that made this request. Unlike vertx-web's CORS handler, this method does not
     * refuse requests. Like CloudFront, it leaves the headers out, so that the browser decides.
     */
    void apply(HttpServerRequest request) {
        if (this == NONE) {
            return;
        }
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !LOOPBACK.matcher(origin).matches()) {
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
}
