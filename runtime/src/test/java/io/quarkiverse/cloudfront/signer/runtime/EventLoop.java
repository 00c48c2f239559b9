package io.quarkiverse.cloudfront.signer.runtime;

import java.util.function.Supplier;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.IOThreadDetector;

/**
 * Makes the test's thread an event loop thread, which must not block, or a thread that may block.
 */
public final class EventLoop {

    private static final ThreadLocal<Boolean> IS_EVENT_LOOP = ThreadLocal.withInitial(() -> false);

    static {
        BlockingOperationControl.setIoThreadDetector(new IOThreadDetector[] { IS_EVENT_LOOP::get });
    }

    private EventLoop() {
    }

    /**
     * From now on, threads may block.
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
