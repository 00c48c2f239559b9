package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Takes a playlist in pieces and passes it on rewritten.
 */
public abstract class RewritingStream extends OutputStream {

    private @Nullable Throwable failure;

    @Override
    public final void write(int octet) throws IOException {
        write(new byte[] { (byte) octet }, 0, 1);
    }

    /**
     * Nothing more passes after a failure, which whoever writes may have swallowed: what follows would belong to a URI that
     * could not be signed.
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

    abstract void take(byte[] octets, int from, int length) throws IOException;

    /**
     * What is left to be done at the end of the playlist.
     */
    abstract void end() throws IOException;

    /**
     * To be called once all has been written, as {@link #close()} says nothing about success.
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
