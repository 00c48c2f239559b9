package io.quarkiverse.cloudfront.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;

class JsonTest {

    private static final int GIBIBYTE = 1 << 30;

    /** Jackson compares the length when it has read a buffer. */
    private static final int BUFFER = 8_000;

    /** A document whose content is skipped, as that of a browser's session. */
    private static InputStream document(int length) {
        byte[] begin = "{\"content\":[".getBytes();
        byte[] end = "],\"a\":true}".getBytes();
        return new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(begin),
                new Blanks(length - begin.length - end.length), new ByteArrayInputStream(end))));
    }

    @Test
    @Tag("nightly")
    void documentOfMoreThanAGibibyte_isRefused() {
        assertThatThrownBy(() -> Json.read(document(GIBIBYTE + BUFFER + 1), Set.of("content")))
                .isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    @Tag("nightly")
    void documentOfAGibibyte_isRead() throws IOException {
        assertThat(Json.read(document(GIBIBYTE), Set.of("content"))).isEqualTo(Map.of("a", true));
    }

    private static final class Blanks extends InputStream {

        private int left;

        private Blanks(int length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, left);
            if (count <= 0) {
                return -1;
            }
            Arrays.fill(target, offset, offset + count, (byte) ' ');
            left -= count;
            return count;
        }
    }
}
