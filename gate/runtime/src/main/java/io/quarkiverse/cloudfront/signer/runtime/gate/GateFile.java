package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * A page, script, or style sheet of a gate, which does not contain anything about the viewer. The file is read at start-up,
 * because reading blocks.
 *
 * @param ancestors the value of {@code frame-ancestors}: the sites whose pages may show the file in a frame
 */
record GateFile(String content, String type, String caching, String ancestors) {

    private static final String DIRECTORY = "META-INF/cloudfront-signer/gate/";

    /** The gate's path in the bundled pages, which is replaced with the configured path. */
    private static final String DEFAULT_PATH = "/private-access";

    private static final String REASON = "The reason.";
    private static final String RETURN = ReturnPath.PARAMETER + "=/";

    private static final List<String> ASSETS = List.of("denied.js", "gate.css", "renew.js");

    /**
     * The files of these gates that do not depend on the viewer, by path.
     */
    static Map<String, GateFile> ofAllViewers(List<String> paths) {
        Map<String, GateFile> files = new HashMap<>();
        for (String path : paths) {
            files.put(path + "/denied", framedPage("denied.html", path));
            ASSETS.forEach(asset -> files.put(path + "/" + asset, asset(asset)));
        }
        return files;
    }

    /**
     * @param path the path of the gate to which the page belongs
     */
    static GateFile page(String file, String path) {
        return new GateFile(read(file).replace(DEFAULT_PATH, path), "text/html", "no-store", "'none'");
    }

    /**
     * A page that the site is allowed to show in a frame. It can take the place of any of the site's own pages, including one
     * that the site shows in a frame.
     */
    static GateFile framedPage(String file, String path) {
        return new GateFile(read(file).replace(DEFAULT_PATH, path), "text/html", "no-store", "'self'");
    }

    /**
     * A script or style sheet, which is the same for all gates.
     */
    static GateFile asset(String file) {
        return new GateFile(read(file), file.endsWith(".js") ? "text/javascript" : "text/css", "public, max-age=600",
                "'none'");
    }

    /**
     * Sends the file with security headers, which keep a page from loading anything from other hosts.
     */
    void send(HttpServerResponse response) {
        send(response, content);
    }

    /**
     * Sends the page with the reason for the refusal, and with the link that leads back.
     */
    void send(HttpServerResponse response, DenialReason refusal, ReturnPath back) {
        send(response, content.replace(REASON, refusal.sentence()).replace(RETURN, back.asParameter()));
    }

    private void send(HttpServerResponse response, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
                        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors " + ancestors)
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("X-Content-Type-Options", "nosniff").end(body);
    }

    private static String read(String file) {
        try (InputStream stream = GateFile.class.getClassLoader().getResourceAsStream(DIRECTORY + file)) {
            if (stream == null) {
                throw new IllegalStateException("The jar does not contain " + DIRECTORY + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
