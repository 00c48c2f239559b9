package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;

/**
 * A playlist of 50,000 segments is never completely in memory.
 */
class HlsStreamingTest {

    private static final int SEGMENTS = 50_000;
    /** The JDK reads 8 KiB in one step, and 16 KiB from Java 21 on. */
    private static final int MOST_HELD = 20_000;

    @Test
    void largePlaylist_isStreamed() throws IOException {
        Meter meter = new Meter();

        new HlsPlaylist(Grants.uris(ForeignUris.FAIL)).rewrite(meter.source(), meter.target());

        assertThat(meter.uris).isEqualTo(SEGMENTS);
        assertThat(meter.mostHeld).isBetween(1L, (long) MOST_HELD);
    }

    /** Compares the number of bytes that have been read with the number that have been written. */
    private static final class Meter {

        private long read;
        private long passedOn;
        private long mostHeld;
        private int uris;

        InputStream source() {
            return new InputStream() {
                private int line = -1;
                private byte[] current = "#EXTM3U\n".getBytes(StandardCharsets.US_ASCII);
                private int at;

                @Override
                public int read() {
                    if (at == current.length) {
                        if (line == SEGMENTS || ++line == SEGMENTS) {
                            return -1;
                        }
                        current = "#EXTINF:4,\nsegment-%s.ts\n".formatted(line).getBytes(StandardCharsets.US_ASCII);
                        at = 0;
                    }
                    read++;
                    mostHeld = Math.max(mostHeld, read - passedOn);
                    return current[at++];
                }
            };
        }

        OutputStream target() {
            return new OutputStream() {
                private final StringBuilder line = new StringBuilder();

                @Override
                public void write(int octet) {
                    line.append((char) octet);
                    if (octet == '\n') {
                        boolean uri = line.indexOf(Grants.PREFIX) == 0;
                        uris += uri ? 1 : 0;
                        passedOn += uri ? line.length() - Grants.PREFIX.length() - Grants.query().length() : line.length();
                        line.setLength(0);
                    }
                }
            };
        }
    }
}
