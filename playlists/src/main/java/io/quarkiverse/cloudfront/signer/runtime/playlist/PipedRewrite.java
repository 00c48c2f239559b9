package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a rewrite on another thread, because the rewrite reads its original while the caller writes it. That thread only
 * computes. The calling thread, which is the request's, writes the result to the target. The other thread does not belong to a
 * pool. Otherwise, writers that occupy all threads of the pool would wait for rewrites that cannot begin.
 */
final class PipedRewrite {

    private static final int BLOCK = 8192;

    /**
     * Reads the original to its end, or throws an exception.
     */
    public interface Rewrite {

        void run(InputStream original, OutputStream rewritten) throws IOException;
    }

    private final PipedOutputStream original;
    private final FutureTask<Boolean> rewriting;
    /** The part of the result that has not been written to the target yet. */
    private final ByteArrayOutputStream rewritten;
    private final OutputStream target;

    private PipedRewrite(Rewrite rewrite, PipedInputStream pipe, OutputStream target) throws IOException {
        this.original = new PipedOutputStream(pipe);
        this.rewritten = new ByteArrayOutputStream();
        this.rewriting = new FutureTask<>(() -> {
            // the pipe is closed even after a failure, so that the writer does not wait
            try (pipe) {
                rewrite.run(pipe, rewritten);
            }
            return true;
        });
        this.target = target;
    }

    /**
     * @param target receives the result, on the caller's thread
     */
    public static PipedRewrite start(Rewrite rewrite, OutputStream target) throws IOException {
        PipedRewrite piped = new PipedRewrite(rewrite, new PipedInputStream(BLOCK), target);
        Thread thread = new Thread(piped.rewriting, "cloudfront-signer-manifest");
        thread.setDaemon(true);
        thread.start();
        return piped;
    }

    /**
     * Waits if the rewrite is slower than the caller. Throws the exception of the rewrite if it has failed.
     */
    public void write(byte[] octets, int from, int length) throws IOException {
        int end = from + length;
        for (int block = from; block < end; block += BLOCK) {
            writeBlock(octets, block, Math.min(BLOCK, end - block));
            passOn();
        }
    }

    private void writeBlock(byte[] octets, int from, int length) throws IOException {
        try {
            original.write(octets, from, length);
            original.flush();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            await();
            throw e;
        }
    }

    private void passOn() throws IOException {
        byte[] ready;
        // the methods of the stream synchronize on it, too
        synchronized (rewritten) {
            ready = rewritten.toByteArray();
            rewritten.reset();
        }
        target.write(ready);
    }

    /**
     * Waits until everything has been rewritten. Throws the exception of the rewrite if it has failed.
     */
    public void finish() throws IOException {
        original.close();
        await();
        passOn();
    }

    private void await() throws IOException {
        try {
            rewriting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a manifest was being rewritten");
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(ExecutionException failure) throws IOException {
        if (failure.getCause() instanceof IOException e) {
            throw e;
        } else if (failure.getCause() instanceof Error e) {
            throw e;
        }
        return failure.getCause() instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /**
     * Ends the rewrite, which then fails if the original is incomplete.
     */
    public void close() throws IOException {
        original.close();
    }
}
