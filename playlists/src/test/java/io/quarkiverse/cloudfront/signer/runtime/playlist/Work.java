package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.function.IntFunction;

/**
 * Playlists of any length, and the memory that they take.
 */
public final class Work {

    private static final int COLLECTIONS = 10;

    private Work() {
    }

    /**
     * The number of bytes in use after a garbage collection. What other threads allocate meanwhile is collected by another one,
     * and what the task retains is not.
     *
     * @param enough tries again while there are more
     */
    public static long retained(long enough) {
        long least = Long.MAX_VALUE;
        int collections = 0;
        do {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        } while (least > enough && ++collections < COLLECTIONS);
        return least;
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
