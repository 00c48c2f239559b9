package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The thread that requests a signature, as seen by the application's framework.
 */
public interface CallerThread {

    /** Any thread in an application without event loops. */
    CallerThread ANY = new CallerThread() {

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public @Nullable Executor eventLoop() {
            return null;
        }
    };

    /**
     * Whether the current thread may wait for a remote key.
     */
    boolean mayBlock();

    /**
     * Returns an executor that continues on the current thread if this thread belongs to an event loop.
     *
     * @return null on other threads
     */
    @Nullable
    Executor eventLoop();
}
