package io.quarkiverse.cloudfront.signer.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;

class ProbeRequestTest {

    private final AtomicReference<String> range = new AtomicReference<>();

    private ProbeAnswer get(int status, String body, Map<String, String> headers) throws IOException {
        try (LoopbackServer server = new LoopbackServer("distribution", exchange -> {
            range.set(exchange.getRequestHeaders().getFirst("Range"));
            headers.forEach(exchange.getResponseHeaders()::add);
            LoopbackServer.answer(exchange, status, body);
        })) {
            return new ProbeRequest(InstantSource.fixed(Instant.now())).get(server.endpoint() + "/probe.txt");
        }
    }

    @Test
    void request_isForOneByte_andBodiesOfFilesAreNotRead() throws IOException {
        ProbeAnswer answer = get(206, "s", Map.of("X-Cache", "Hit from cloudfront"));

        assertThat(range).hasValue("bytes=0-0");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.errorPage()).isFalse();
        assertThat(answer.clockDifference()).isBetween(Duration.ofMinutes(-10), Duration.ofMinutes(10));
    }

    @Test
    void redirect_isNotFollowed() throws IOException {
        assertThat(get(302, "", Map.of("Location", "/elsewhere")).status()).isEqualTo(302);
    }

    @Test
    void error_isReadToALimit() throws IOException {
        assertThat(get(403, "x".repeat(5000), Map.of()).body()).isEqualTo("x".repeat(4096));
    }

    @Test
    void errorPage_isKnownByTheHeaderOfCloudFront() throws IOException {
        assertThat(get(200, "", Map.of("X-Cache", "Error from cloudfront")).errorPage()).isTrue();
        assertThat(get(200, "", Map.of()).errorPage()).isFalse();
    }

    /** A cached answer keeps its date, which is older by its age. This server always sends the current date. */
    @Test
    void age_isSubtractedFromTheDifferenceOfTheClocks() throws IOException {
        assertThat(get(200, "", Map.of("Age", "36000")).clockDifference())
                .isBetween(Duration.ofHours(-11), Duration.ofHours(-9));
    }
}
