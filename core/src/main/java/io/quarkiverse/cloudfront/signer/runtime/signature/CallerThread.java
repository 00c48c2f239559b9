package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The thread that asks for a signature, as the framework of the application knows it.
 */
public interface CallerThread {

    /** The caller's thread in an application without event loops. */
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
     * Whether it may wait for a remote key.
     */
    boolean mayBlock();

    /**
     * Continues on the current thread if that is an event loop's.
     *
     * @return null on other threads
     */
    @Nullable
    Executor eventLoop();
}
