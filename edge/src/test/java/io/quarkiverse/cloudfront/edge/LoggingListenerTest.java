package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;

class LoggingListenerTest {

    @TempDir
    private static Path root;

    @AutoClose
    private final RunningEdge edge = RunningEdge.of(Origin.directory(root));
    @AutoClose
    private final LogCapture log = new LogCapture(LoggingListener.class, Level.FINE);

    private final LoggingListener listener = new LoggingListener();

    @Test
    void rejection_isOneLineAtInfoWithItsReason() {
        String signed = edge.signed("/private/a.jpg?x=1");
        edge.clock.advance(Duration.ofSeconds(900 + 192));
        edge.get(signed);
        listener.accept(edge.event());

        assertThat(log.take()).containsExactly("INFO 403 AccessDenied GET /private/a.jpg?x=1: "
                + "expired 3 minutes 12 seconds ago (2026-11-24T14:15:00Z)");
    }

    @Test
    void allowedRequest_isLoggedAtDebug() {
        edge.get(edge.signed("/private/a.jpg"));
        listener.accept(edge.event());

        assertThat(log.take()).singleElement().asString()
                .matches("(FINE|DEBUG) 404 GET /private/a.jpg \\(Error from cloudfront\\)");
    }

    /** Requests for the same path at the domains of two tenants are not the same. */
    @Test
    void domainOfATenant_isInTheLine() {
        edge.raw("GET /private/a.jpg HTTP/1.1\r\nHost: acme.localhost:8180\r\nConnection: close\r\n\r\n");
        listener.accept(edge.event());

        assertThat(log.take()).singleElement().asString()
                .startsWith("INFO 403 MissingKey GET acme.localhost:8180/private/a.jpg: unsigned");
    }

    @Test
    void malformedRequest_isLoggedAtInfo() {
        edge.send("DELETE", "/private/a.jpg");
        listener.accept(edge.event());

        assertThat(log.take()).singleElement().asString().startsWith("INFO 403 DELETE /private/a.jpg: This distribution");
    }

    @Test
    void line_hasNoSignatureAndCannotBeForged() {
        String signed = edge.signed("/private/a.jpg");
        String signature = RawTarget.parse(signed).reserved().get("Signature").get(0);
        edge.get(signed);
        edge.get(signed + "&x=1");
        edge.get(signed.replace("Signature=", "signature="));
        edge.get(signed.replace("Key-Pair-Id=", "Key-Pair-Id=" + signature));
        edge.rawGet("/private/%0d%0aINFO%20forged?" + signed.substring(signed.indexOf('?') + 1));
        edge.rawGet("/private/\u0085\u009b31m?Signature=" + signature);
        for (int i = 0; i < 6; i++) {
            listener.accept(edge.event());
        }

        assertThat(log.take()).hasSize(6)
                .allSatisfy(line -> assertThat(line).matches("[ -~]+")
                        .doesNotContain(signature.substring(0, 20)));
    }

    @Test
    void overriddenHeaders_areExplainedOnce() {
        edge.get("/a.txt?other=x");
        edge.get("/a.txt?response-content-disposition=attachment");
        edge.get("/b.txt?response-content-type=text%2Fcsv");

        assertThat(log.take()).containsExactly("INFO The local edge forwards the query string. "
                + "CloudFront passes response-content-disposition on to S3 only if the cache policy of the path forwards it. "
                + "CachingOptimized does not: use a cache policy that has it in its query strings.");
    }

    @Test
    void inventedMethod_isEscaped() {
        edge.raw("X".repeat(5_000) + " /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(edge.event().method()).hasSizeLessThan(130);
    }
}
