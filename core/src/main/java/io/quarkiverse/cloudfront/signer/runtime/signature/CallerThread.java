package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The thread that asks for a signature, as the framework of the application knows it.
 */
public interface CallerThread {

    /** The caller's thread in an application without event loops. */
    CallerThread ANY = new CallerThread() {
    };

    /**
     * Whether it may wait for a remote key.
     */
    default boolean mayBlock() {
        return true;
    }

    /**
     * Continues on the current thread if that is an event loop's.
     *
     * @return null on other threads
     */
    default @Nullable Executor eventLoop() {
        return null;
    }
}
