package io.quarkiverse.cloudfront.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Adds the headers of a {@link CorsPolicy} to answers. Unlike vertx-web's CORS handler, it does not refuse requests: like
 * CloudFront, it leaves the headers out, and the browser decides.
 */
final class CorsHeaders {

    private static final String EXPOSED = "X-Cache, Age, Content-Range, ETag";
    private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";

    private final CorsPolicy policy;

    CorsHeaders(CorsPolicy policy) {
        this.policy = policy;
    }

    /** Adds the headers for the origin of the page that made this request. */
    void apply(HttpServerRequest request) {
        if (policy.isEmpty()) {
            return;
        }
        MultiMap headers = request.response().headers();
        if (policy.isAnyOrigin()) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        } else {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            if (origin == null || !policy.allows(origin)) {
                return;
            }
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            if (policy.credentials()) {
                headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
        if (isPreflight(request)) {
            applyPreflight(request, headers);
        } else {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    boolean isPreflight(HttpServerRequest request) {
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
