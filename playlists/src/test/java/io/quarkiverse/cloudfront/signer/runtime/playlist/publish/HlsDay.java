package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Work;

/**
 * A playlist of 24 hours in segments of 2 seconds, with four parts each.
 */
public final class HlsDay {

    private static final int SEGMENTS = 43_200;
    private static final int PARTS = 4;
    public static final int LINES = 1 + SEGMENTS * (PARTS + 2);

    private HlsDay() {
    }

    public static byte[] playlist() {
        StringBuilder day = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < SEGMENTS; i++) {
            for (int part = 0; part < PARTS; part++) {
                day.append("#EXT-X-PART:DURATION=0.5,URI=\"video-").append(i).append('.').append(part).append(".m4s\"\n");
            }
            day.append("#EXTINF:2.0,\nvideo-").append(i).append(".m4s\n");
        }
        return day.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Measures the memory in use while a playlist is written.
     */
    static final class Meter extends OutputStream {

        private static final int STEP = 5_000_000;

        private final long before = Work.retained(Long.MAX_VALUE);
        private final long enough;
        private long written;
        long most;
        int lines;

        /**
         * @param enough the number of bytes that may be in use
         */
        Meter(long enough) {
            this.enough = enough;
        }

        @Override
        public void write(int octet) {
            written++;
            lines += octet == '\n' ? 1 : 0;
            if (written % STEP == 0) {
                most = Math.max(most, Work.retained(before + enough) - before);
            }
        }
    }
}
