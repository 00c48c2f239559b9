package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

class OctetBufferTest {

    /** The buffer has 8192 octets. */
    @Test
    void octets_aroundTheEndOfTheBuffer_arePassedInTheirOrder() throws IOException {
        byte[] octets = new byte[20_000];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i % 251);
        }
        for (int before : new int[] { 0, 1, 8191, 8192, 8193 }) {
            for (int count : new int[] { 0, 1, 8191, 8192, 8193, 10_000 }) {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                OctetBuffer buffer = new OctetBuffer(target);
                for (int i = 0; i < before; i++) {
                    buffer.write(octets[i]);
                }
                buffer.write(octets, before, count);
                buffer.write(octets[before + count]);
                buffer.flush();

                assertThat(target.toByteArray()).isEqualTo(Arrays.copyOf(octets, before + count + 1));
            }
        }
    }

    @Test
    void octets_areBufferedUntilTheFlush() throws IOException {
        boolean[] flushed = new boolean[1];
        ByteArrayOutputStream target = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushed[0] = true;
            }
        };
        OctetBuffer buffer = new OctetBuffer(target);
        buffer.write(new byte[8192], 0, 8192);

        assertThat(target.size()).isZero();
        buffer.flush();
        assertThat(target.size()).isEqualTo(8192);
        assertThat(flushed[0]).isTrue();
    }
}
