package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;

import com.sun.management.ThreadMXBean;

/**
 * Counts the work for a playlist, instead of measuring its time: what it allocates.
 */
public final class Work {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int COLLECTIONS = 10;

    private Work() {
    }

    public interface Task {

        void run() throws Exception;
    }

    /**
     * The number of bytes that the second execution allocates. The first one also loads classes.
     */
    public static long of(Task task) {
        ofFirst(task);
        return ofFirst(task);
    }

    /**
     * The number of bytes that the first execution allocates.
     */
    public static long ofFirst(Task task) {
        try {
            long before = allocated();
            task.run();
            return allocated() - before;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The number of bytes in use after a garbage collection. What other threads allocate meanwhile is collected by another one,
     * and what the task retains is not.
     *
     * @param enough tries again while there are more
     */
    public static long retained(long enough) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS && least > enough; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /**
     * A text of about this length.
     */
    public static String repeat(int length, String begin, IntFunction<String> part, String end) {
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; text.length() < length - end.length(); i++) {
            text.append(part.apply(i));
        }
        return text.append(end).toString();
    }

    /**
     * An ordinary manifest.
     */
    public static String dash(int length) {
        return repeat(length, "<MPD><Period><AdaptationSet><Representation><SegmentList>",
                i -> "<SegmentURL media=\"segment-%s.m4s\"/>".formatted(100_000 + i),
                "</SegmentList></Representation></AdaptationSet></Period></MPD>");
    }
}
