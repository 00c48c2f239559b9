package io.quarkiverse.cloudfront.signer.runtime.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

class PipedRewriteTest {

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @Test
    void errorOfTheRewrite_isPassedOn() throws IOException {
        Error error = new StackOverflowError();
        PipedRewrite piped = PipedRewrite.start((original, rewritten) -> {
            throw error;
        }, target);

        assertThatThrownBy(piped::finish).isSameAs(error);
        assertThatThrownBy(() -> piped.write(new byte[100_000], 0, 100_000)).isSameAs(error);
    }

    @Test
    void exceptionOfTheRewrite_isPassedOn() throws IOException {
        IOException closed = new IOException("closed");
        RuntimeException malformed = new IllegalArgumentException("malformed");

        assertThatThrownBy(PipedRewrite.start((original, rewritten) -> {
            throw closed;
        }, target)::finish).isSameAs(closed);
        assertThatThrownBy(PipedRewrite.start((original, rewritten) -> {
            throw malformed;
        }, target)::finish).isSameAs(malformed);
    }

    @Test
    void interruption_endsTheWait() throws IOException {
        CountDownLatch interrupted = new CountDownLatch(1);
        PipedRewrite piped = PipedRewrite.start((original, rewritten) -> await(original, interrupted), target);
        Thread.currentThread().interrupt();

        assertThatThrownBy(piped::finish).isInstanceOf(InterruptedIOException.class)
                .hasMessage("Interrupted while a manifest was being rewritten");
        assertThat(Thread.interrupted()).isTrue();

        interrupted.countDown();
        piped.finish();
        assertThat(target.size()).isZero();
    }

    private static void await(InputStream original, CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        original.readAllBytes();
    }
}
