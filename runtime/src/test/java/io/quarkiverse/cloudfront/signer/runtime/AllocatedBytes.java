package io.quarkiverse.cloudfront.signer.runtime;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * Measures work by the memory that it takes, which does not depend on the speed of the processor.
 */
public final class AllocatedBytes {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 20;

    private AllocatedBytes() {
    }

    /**
     * What one execution allocates on this thread, on average.
     */
    public static long of(Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / ROUNDS;
    }
}
