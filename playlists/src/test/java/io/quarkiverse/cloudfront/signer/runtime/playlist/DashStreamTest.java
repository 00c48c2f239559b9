package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * Manifests that are written by a {@code StreamingOutput}.
 */
class DashStreamTest {

    /** Too long to be held in memory. */
    private static final int MANY = 20_000;
    private static final String START = "<MPD><Period><AdaptationSet><Representation><SegmentList>";
    private static final String END = "</SegmentList></Representation></AdaptationSet></Period></MPD>";

    private final Playlist dash = new DashManifest(Grants.uris(ForeignUris.FAIL));
    private final ByteArrayOutputStream rewritten = new ByteArrayOutputStream();

    /** Its threads end, however the rewriting has ended. */
    @AfterEach
    void noThreadStays() throws InterruptedException {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cloudfront-signer-manifest")).toList();
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static String segments(int count) {
        return "<SegmentURL media=\"a.m4s\"/>".repeat(count);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, MANY })
    void writtenManifest_isRewrittenAsIfRead(int segments) throws IOException {
        String manifest = START + segments(segments) + END;

        dash.rewrite(content -> content.write(octets(manifest)), rewritten);

        assertThat(rewritten.toString(StandardCharsets.UTF_8)).isEqualTo(dash.rewrite(manifest));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 1_000, 100_000 })
    void parts_mayHaveAnyLength(int length) throws IOException {
        byte[] manifest = octets(START + segments(MANY) + END);

        dash.rewrite(content -> {
            for (int from = 0; from < manifest.length; from += length) {
                content.write(manifest, from, Math.min(length, manifest.length - from));
            }
        }, rewritten);

        assertThat(rewritten.toByteArray()).isEqualTo(dash.rewrite(manifest));
    }

    @Test
    void contentThatClosesItsOutput_isComplete() throws IOException {
        String manifest = START + segments(MANY) + END;

        dash.rewrite(content -> {
            try (content) {
                content.write(octets(manifest));
            }
        }, rewritten);

        assertThat(rewritten.toString(StandardCharsets.UTF_8)).isEqualTo(dash.rewrite(manifest));
    }

    @Test
    void longManifest_isPassedOnWhileItIsWritten() throws IOException {
        dash.rewrite(content -> {
            content.write(octets(START + segments(MANY)));
            assertThat(rewritten.size()).isGreaterThan(MANY / 2 * Grants.query().length());
            content.write(octets(END));
        }, rewritten);

        assertThat(rewritten.toString(StandardCharsets.UTF_8)).endsWith(END);
    }

    /** Filters of the response may depend on the thread. */
    @Test
    void responseIsWritten_byTheThreadOfTheRequest() throws IOException {
        Set<Thread> threads = new HashSet<>();
        dash.rewrite(content -> content.write(octets(START + segments(MANY) + END)), new OutputStream() {
            @Override
            public void write(int octet) {
                threads.add(Thread.currentThread());
            }
        });

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, MANY })
    void referenceThatCannotBeSigned_fails(int segments) {
        String manifest = START + segments(segments) + "<SegmentURL media=\"https://foreign.example/a.m4s\"/>"
                + segments(segments) + END;

        assertThatThrownBy(() -> dash.rewrite(content -> content.write(octets(manifest)), rewritten))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("foreign.example");
        assertThat(rewritten.toString(StandardCharsets.UTF_8)).doesNotContain("foreign.example").doesNotContain("</MPD>");
    }

    @Test
    void failure_reachesTheContentAndIsRepeated() {
        Throwable[] failures = new Throwable[2];
        Throwable failure = catchThrowable(() -> dash.rewrite(content -> {
            content.write(octets(START));
            failures[0] = catchThrowable(() -> content.write(octets("<SegmentURL media=\"*\"/>" + segments(MANY))));
            failures[1] = catchThrowable(() -> content.write(octets(END)));
        }, rewritten));

        assertThat(failure).isInstanceOf(CloudFrontSignerException.class);
        assertThat(failures).containsOnly(failure);
    }

    @Test
    void manifestThatIsCutOff_fails() {
        assertThatThrownBy(() -> dash.rewrite(content -> content.write(octets(START + segments(MANY))), rewritten))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("this is not a DASH manifest: its XML is malformed");
    }

    @Test
    void failureOfTheContent_isPassedOn() {
        IllegalStateException failure = new IllegalStateException("database");

        assertThatThrownBy(() -> dash.rewrite(content -> {
            content.write(octets(START + segments(MANY)));
            throw failure;
        }, rewritten)).isSameAs(failure);
        assertThat(rewritten.toString(StandardCharsets.UTF_8)).doesNotContain("</MPD>");
    }

    @Test
    void failureOfTheResponse_isPassedOn() {
        IOException failure = new IOException("closed");

        assertThatThrownBy(() -> dash.rewrite(content -> content.write(octets(START + segments(MANY) + END)),
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw failure;
                    }
                })).isSameAs(failure);
    }
}
