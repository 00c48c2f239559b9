package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Accepts a playlist in parts and writes the rewritten playlist.
 */
abstract class RewritingStream extends OutputStream {

    private @Nullable Throwable failure;

    @Override
    public final void write(int octet) throws IOException {
        write(new byte[] { (byte) octet }, 0, 1);
    }

    /**
     * Does not write anything more after a failure, because the caller may ignore the exception. Further bytes would belong to
     * a URI that could not be signed.
     */
    @Override
    public final void write(byte[] octets, int from, int length) throws IOException {
        throwIfFailed();
        try {
            take(octets, from, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    protected abstract void take(byte[] octets, int from, int length) throws IOException;

    /**
     * Completes the playlist.
     */
    protected abstract void end() throws IOException;

    /**
     * Must be called after everything has been written. {@link #close()} does nothing, because content may call it after a
     * failure.
     */
    public final void finish() throws IOException {
        throwIfFailed();
        end();
    }

    private void throwIfFailed() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
