package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;

class LoggingListenerTest {

    private final Logger logger = Logger.getLogger("io.quarkiverse.cloudfront.edge");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final LoggingListener listener = new LoggingListener();

    @TempDir
    Path root;

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void rejection_isOneLineAtInfoWithItsReason() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            String signed = edge.signed("/private/a.jpg?x=1");
            edge.clock.advance(Duration.ofSeconds(900 + 192));
            edge.get(signed);
            listener.accept(edge.event());

            assertThat(records).hasSize(1);
            assertThat(records.get(0).getLevel()).isEqualTo(Level.INFO);
            assertThat(records.get(0).getMessage()).isEqualTo("403 AccessDenied GET /private/a.jpg?x=1: "
                    + "expired 3 minutes 12 seconds ago (2026-11-24T14:15:00Z)");
        }
    }

    @Test
    void allowedRequest_isLoggedAtDebug() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            edge.get(edge.signed("/private/a.jpg"));
            listener.accept(edge.event());

            assertThat(records).hasSize(1);
            assertThat(records.get(0).getLevel().intValue()).isLessThan(Level.INFO.intValue());
            assertThat(records.get(0).getMessage()).isEqualTo("404 GET /private/a.jpg (Error from cloudfront)");
        }
    }

    /** Requests for the same path at the domains of two tenants are not the same. */
    @Test
    void domainOfATenant_isInTheLine() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            edge.raw("GET /private/a.jpg HTTP/1.1\r\nHost: acme.localhost:8180\r\nConnection: close\r\n\r\n");
            listener.accept(edge.event());

            assertThat(records.get(0).getMessage())
                    .startsWith("403 MissingKey GET acme.localhost:8180/private/a.jpg: unsigned");
        }
    }

    @Test
    void malformedRequest_isLoggedAtInfo() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            edge.send("DELETE", "/private/a.jpg");
            listener.accept(edge.event());

            assertThat(records.get(0).getLevel()).isEqualTo(Level.INFO);
            assertThat(records.get(0).getMessage()).startsWith("403 DELETE /private/a.jpg: This distribution");
        }
    }

    @Test
    void line_hasNoSignatureAndCannotBeForged() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
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

            assertThat(records).hasSize(6).extracting(LogRecord::getMessage)
                    .allSatisfy(line -> assertThat(line).matches("[ -~]+")
                            .doesNotContain(signature.substring(0, 20)));
        }
    }

    @Test
    void overriddenHeaders_areExplainedOnce() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            edge.get("/a.txt?other=x");
            edge.get("/a.txt?response-content-disposition=attachment");
            edge.get("/b.txt?response-content-type=text%2Fcsv");

            assertThat(records).extracting(LogRecord::getMessage).containsExactly("The local edge forwards the query string. "
                    + "CloudFront passes response-content-disposition on to S3 only if the cache policy of the path forwards it. "
                    + "CachingOptimized does not: use a cache policy that has it in its query strings.");
        }
    }

    @Test
    void inventedMethod_isEscaped() {
        try (RunningEdge edge = RunningEdge.of(Origin.directory(root))) {
            edge.raw("X".repeat(5_000) + " /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(edge.event().method()).hasSizeLessThan(130);
        }
    }
}
