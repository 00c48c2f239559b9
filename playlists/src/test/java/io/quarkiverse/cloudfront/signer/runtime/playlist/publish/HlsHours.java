package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.cloudfront.signer.runtime.playlist.Work;

/**
 * A playlist of many hours in segments of 2 seconds, with four parts each.
 */
final class HlsHours {

    private static final int SEGMENTS_OF_AN_HOUR = 1_800;
    private static final int PARTS = 4;

    private HlsHours() {
    }

    static int lines(int hours) {
        return 1 + hours * SEGMENTS_OF_AN_HOUR * (PARTS + 2);
    }

    static byte[] playlist(int hours) {
        StringBuilder video = new StringBuilder("#EXTM3U\n");
        for (int i = 0; i < hours * SEGMENTS_OF_AN_HOUR; i++) {
            for (int part = 0; part < PARTS; part++) {
                video.append("#EXT-X-PART:DURATION=0.5,URI=\"video-").append(i).append('.').append(part).append(".m4s\"\n");
            }
            video.append("#EXTINF:2.0,\nvideo-").append(i).append(".m4s\n");
        }
        return video.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Measures the memory in use while a playlist is written.
     */
    static final class Meter extends OutputStream {

        private final long before = Work.retained(0);
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
            if (written % (enough / 6) == 0) {
                most = Math.max(most, Work.retained(before + enough) - before);
            }
        }
    }
}
