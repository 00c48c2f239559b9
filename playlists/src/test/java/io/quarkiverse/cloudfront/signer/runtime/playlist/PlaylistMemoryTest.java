package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * The memory that a segment costs. Each has a signature of some hundred bytes, which must only be copied into the output.
 */
class PlaylistMemoryTest {

    private static final int FEW = 1_000;
    private static final int MANY = 5_000;
    /** The JDK reads 8 KiB in one step, and 16 KiB from Java 21 on. The parser and both sides have buffers. */
    private static final int MOST_HELD = 100_000;

    /** A fraction of the output. */
    private static final int MOST_RETAINED = 5_000_000;

    private final Playlist hls = new HlsPlaylist(Grants.uris(ForeignUris.FAIL));
    private final Playlist dash = new DashManifest(Grants.uris(ForeignUris.FAIL));

    private static String hls(int segments) {
        StringBuilder playlist = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < segments; i++) {
            playlist.append("#EXTINF:6.0,\nsegment-").append(100_000 + i).append(".m4s\n");
        }
        return playlist.toString();
    }

    private static String dash(int segments) {
        StringBuilder manifest = new StringBuilder("<MPD><Period><AdaptationSet><Representation><SegmentList>");
        for (int i = 0; i < segments; i++) {
            manifest.append("<SegmentURL media=\"segment-").append(100_000 + i).append(".m4s\"/>");
        }
        return manifest.append("</SegmentList></Representation></AdaptationSet></Period></MPD>").toString();
    }

    @Test
    void hlsText_allocatesLittleMoreThanItsOutput() {
        assertThat(allocated(PlaylistMemoryTest::hls, playlist -> hls.rewrite(playlist).length())).isBetween(0L, 300L);
    }

    @Test
    void hlsBytes_allocateLittleMoreThanTheirOutput() {
        assertThat(allocated(segments -> hls(segments).getBytes(StandardCharsets.US_ASCII),
                playlist -> hls.rewrite(playlist).length)).isBetween(0L, 300L);
    }

    @Test
    void hlsStream_allocatesLessThanASignature() {
        assertThat(allocated(PlaylistMemoryTest::hls, playlist -> stream(hls, playlist))).isBetween(0L, 200L);
    }

    @Test
    void dashStream_allocatesLittle() {
        assertThat(allocated(PlaylistMemoryTest::dash, manifest -> stream(dash, manifest))).isBetween(0L, 1_500L);
    }

    /**
     * @param rewriting returns the number of bytes that are allocated for the output
     * @return the other bytes that are allocated for a segment
     */
    private static <T> long allocated(IntFunction<T> playlist, ToLongFunction<T> rewriting) {
        T few = playlist.apply(FEW);
        T many = playlist.apply(MANY);
        rewriting.applyAsLong(many);
        long start = allocated();
        long fewOutput = rewriting.applyAsLong(few);
        long middle = allocated();
        long manyOutput = rewriting.applyAsLong(many);
        return ((allocated() - middle - manyOutput) - (middle - start - fewOutput)) / (MANY - FEW);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long stream(Playlist type, String playlist) {
        try {
            type.rewrite(new ByteArrayInputStream(playlist.getBytes(StandardCharsets.US_ASCII)), new Counter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    /** All representations inherit the segments, and have other bases. */
    @Test
    void longManifest_isStreamedInConstantMemory() throws IOException {
        LongManifest manifest = new LongManifest(200_000);

        dash.rewrite(manifest, manifest.output);

        assertThat(manifest.output.count).isGreaterThan(200_000L * Grants.query().length());
        assertThat(manifest.mostHeld).isLessThan(MOST_HELD);
        assertThat(manifest.usedLater - manifest.usedEarly).isLessThanOrEqualTo(MOST_RETAINED);
    }

    @Test
    void longManifestThatIsWritten_isStreamedInConstantMemory() throws IOException {
        LongManifest manifest = new LongManifest(200_000);

        dash.rewrite(manifest::transferTo, manifest.output);

        assertThat(manifest.output.count).isGreaterThan(200_000L * Grants.query().length());
        assertThat(manifest.usedLater - manifest.usedEarly).isLessThanOrEqualTo(MOST_RETAINED);
    }

    /** Compares the number of bytes that have been read with the number that have been written. */
    private static final class LongManifest extends InputStream {

        private final int segments;
        private final Counter output = new Counter();
        private int segment = -1;
        private byte[] current = "<MPD><Period><SegmentList>".getBytes(StandardCharsets.US_ASCII);
        private int at;
        private long mostHeld;
        private long usedEarly;
        private long usedLater;

        private LongManifest(int segments) {
            this.segments = segments;
        }

        @Override
        public int read() {
            if (at == current.length) {
                segment++;
                if (segment > segments) {
                    return -1;
                }
                current = next().getBytes(StandardCharsets.US_ASCII);
                at = 0;
            }
            return current[at++];
        }

        private String next() {
            if (segment == segments / 10) {
                usedEarly = Work.retained(Long.MAX_VALUE);
            } else if (segment == segments) {
                usedLater = Work.retained(usedEarly + MOST_RETAINED);
                return "</SegmentList><AdaptationSet><Representation><BaseURL>a/</BaseURL></Representation></AdaptationSet></Period>"
                        + "</MPD>";
            }
            String element = "<SegmentURL media=\"segment-%s.m4s\"/>".formatted(100_000 + segment);
            long signed = element.length() + Grants.query().length();
            mostHeld = Math.max(mostHeld, segment * signed - output.count);
            return element;
        }
    }

    private static final class Counter extends OutputStream {

        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            count += length;
        }
    }
}
