package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites the manifest that is written to this stream. An XML parser can only read, so another thread rewrites a long manifest
 * while it is written. A short manifest is held in memory. It does not need a thread, and its rewrite can fail before the
 * response has begun.
 */
final class DashStream extends RewritingStream {

    private static final int LONG = 65_536;

    private final PipedRewrite.Rewrite rewrite;
    private final OutputStream rewritten;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable PipedRewrite piped;

    DashStream(PipedRewrite.Rewrite rewrite, OutputStream rewritten) {
        this.rewrite = rewrite;
        this.rewritten = rewritten;
    }

    @Override
    protected void take(byte[] octets, int from, int length) throws IOException {
        if (piped != null) {
            piped.write(octets, from, length);
            return;
        }
        held.write(octets, from, length);
        if (held.size() > LONG) {
            piped = PipedRewrite.start(rewrite, rewritten);
            piped.write(held.toByteArray(), 0, held.size());
            held.reset();
        }
    }

    @Override
    protected void end() throws IOException {
        if (piped == null) {
            rewrite.run(new ByteArrayInputStream(held.toByteArray()), rewritten);
        } else {
            piped.finish();
        }
    }

    /**
     * Ends the other thread. Must always be called, even after a failure.
     */
    void release() throws IOException {
        if (piped != null) {
            piped.close();
        }
    }
}
