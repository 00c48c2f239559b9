package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The pages and scripts of a gate, which do not contain anything about the viewer.
 */
final class GatePages {

    private static final String DIRECTORY = "META-INF/cloudfront-signer/gate/";

    /** The path in the files, which the configured one replaces. */
    private static final String DEFAULT_PATH = "/private-access";

    private static final String REASON = "The reason.";

    /**
     * CloudFront replaces responses with status 403 by the page {@code denied}, which would lead to the login again.
     */
    private static final int REFUSED = 409;

    private final String path;

    GatePages(String path) {
        this.path = path;
    }

    /**
     * A page with its security headers. Nothing on it comes from elsewhere.
     */
    void send(HttpServerResponse response, String file) {
        headers(response, "text/html; charset=utf-8", "no-store").end(page(file));
    }

    void refuse(HttpServerResponse response, Refusal refusal) {
        headers(response.setStatusCode(REFUSED), "text/html; charset=utf-8", "no-store")
                .end(page("refused.html").replace(REASON, refusal.sentence()));
    }

    private static HttpServerResponse headers(HttpServerResponse response, String type, String caching) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
                        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private String page(String file) {
        return read(file).replace(DEFAULT_PATH, path);
    }

    /**
     * A script or style, the same for all gates.
     */
    static void sendAsset(HttpServerResponse response, String file) {
        headers(response, file.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
                "public, max-age=600").end(read(file));
    }

    private static String read(String file) {
        try (InputStream stream = GatePages.class.getClassLoader().getResourceAsStream(DIRECTORY + file)) {
            if (stream == null) {
                throw new IllegalStateException("The jar does not contain " + DIRECTORY + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
