package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The user of a browser, as far as the browser's cache knows. People share browsers, so a cached response must not be used for
 * the next user.
 */
final class BrowserUser {

    /** The headers of a request that identify the user. */
    static final String VARY = "Cookie, Authorization";

    /**
     * The schemes with tokens, which scripts set. For other schemes, a browser adds the header itself, after it has asked its
     * cache.
     */
    private static final List<String> OF_SCRIPTS = List.of("Bearer ", "DPoP ");

    private BrowserUser() {
    }

    /**
     * Whether a browser's cache sees everything that can identify the user. This is not so with HTTP authentication such as
     * Basic, or with a certificate.
     */
    static boolean isKnownToCache(HttpServerRequest request) {
        return isOfScript(request.getHeader(HttpHeaders.AUTHORIZATION)) && !hasCertificate(request);
    }

    private static boolean isOfScript(@Nullable String authorization) {
        return authorization == null || OF_SCRIPTS.stream()
                .anyMatch(scheme -> authorization.regionMatches(true, 0, scheme, 0, scheme.length()));
    }

    private static boolean hasCertificate(HttpServerRequest request) {
        // not isSSL() of the request, which is also true behind a proxy that ends TLS
        HttpConnection connection = request.connection();
        if (!connection.isSsl()) {
            return false;
        }
        try {
            return !connection.peerCertificates().isEmpty();
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
