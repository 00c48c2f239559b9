package io.quarkiverse.cloudfront.edge.verify;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.edge.TestKeys;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/** Verifies whole URLs. */
final class Verifications {

    static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    static final Instant LATER = NOW.plusSeconds(900);
    static final String VIEWER = "192.0.2.7";

    static final KeyGroup TRUSTED = new KeyGroup("media", keys());

    private Verifications() {
    }

    static Verdict verify(String url) {
        return verify(url, "");
    }

    static Verdict verify(String url, String cookies) {
        return verifyAt(NOW, url, cookies, VIEWER);
    }

    static Verdict verifyAt(Instant instant, String url, String cookies, String viewer) {
        int host = url.indexOf("://") + 3;
        int path = url.indexOf('/', host);
        List<ViewerRequest.Cookie> parsed = ViewerRequest.Cookie.parse(cookies);
        ViewerRequest request = new ViewerRequest(url.substring(0, host - 3), url.substring(host, path), url.substring(path),
                parsed, viewer);
        return new Verifier(Clock.fixed(instant, ZoneOffset.UTC)).verify(request, TRUSTED);
    }

    static Verdict.Allowed allowed(Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return allowed;
        }
        throw new AssertionError("Refused: " + verdict);
    }

    static Reason refused(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("Allowed: " + verdict);
    }

    static String append(String url, String query) {
        return url + (URI.create(url).getRawQuery() == null ? "?" : "&") + query;
    }

    private static Map<String, PublicKey> keys() {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        keys.put("KRSA", TestKeys.RSA.getPublic());
        keys.put("KEC", TestKeys.EC.getPublic());
        return keys;
    }
}
