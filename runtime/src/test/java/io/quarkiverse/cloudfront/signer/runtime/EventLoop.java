package io.quarkiverse.cloudfront.signer.runtime;

import java.util.function.Supplier;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.IOThreadDetector;

/**
 * Makes a test's thread the event loop, which must not wait, or one that may.
 */
public final class EventLoop {

    private static final ThreadLocal<Boolean> IS_EVENT_LOOP = ThreadLocal.withInitial(() -> false);

    static {
        BlockingOperationControl.setIoThreadDetector(new IOThreadDetector[] { IS_EVENT_LOOP::get });
    }

    private EventLoop() {
    }

    /**
     * From now on, threads may wait.
     */
    public static void detect() {
        IS_EVENT_LOOP.remove();
    }

    public static <T> T run(Supplier<T> work) {
        IS_EVENT_LOOP.set(true);
        try {
            return work.get();
        } finally {
            IS_EVENT_LOOP.remove();
        }
    }
}
