package io.quarkiverse.cloudfront.signer.runtime;

import java.util.Random;

/**
 * The loop of a test with random data. The message of a failure contains the seed of its round. With {@code -Dtests.seed=…},
 * this round is the first one.
 */
public final class Rounds {

    private static final int COUNT = Integer.getInteger("tests.rounds", 20);
    private static final long FIRST_SEED = Long.getLong("tests.seed", new Random().nextLong());

    private Rounds() {
    }

    public interface Round {
        void run(Random random) throws Exception;
    }

    public static void each(Round round) {
        each(round, COUNT);
    }

    /**
     * For rounds that take long, such as those that verify many signatures: a tenth of the rounds at night.
     */
    public static void eachOfFew(Round round) {
        each(round, Math.max(Math.min(COUNT, 20), COUNT / 10));
    }

    private static void each(Round round, int count) {
        for (int i = 0; i < count; i++) {
            long seed = FIRST_SEED + i;
            try {
                // spread, because the random sequences of adjacent seeds begin alike
                round.run(new Random(seed * 0x9E3779B97F4A7C15L));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Round " + (i + 1) + ", which -Dtests.seed=" + seed + " repeats: " + e.getMessage(),
                        e);
            }
        }
    }
}
