package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The configuration of an application, and the clocks around it.
 *
 * @param providers of the users
 * @param logout whether logouts revoke
 * @param backChannel whether back-channel logouts revoke
 * @param windowSeconds 1 without an expiry-window
 * @param clocks the seconds by which those of replica 0, replica 1, and the providers differ from CloudFront's
 * @param secretStep how far the secret of marks has been replaced when the life begins
 */
record Setting(Map<String, Provider> providers, boolean logout, boolean backChannel, boolean tenants, int windowSeconds,
        List<Integer> clocks, int secretStep) {

    /** The most seconds by which a clock is fast or slow. */
    private static final int[] DIFFERENCES = { 10, 30, 60, 90 };
    /** The difference of two clocks in spite of which all promises hold. */
    private static final int TOLERANCE = 60;

    /** The clock of the providers. */
    static final int PROVIDER = 2;

    static final List<String> USERS = List.of("alice", "bob", "mallory");

    static Setting random(Random random) {
        Map<String, Provider> providers = new TreeMap<>();
        // many users have the same provider, whose names and subjects must not be mistaken for each other
        Provider common = random.nextInt(3) == 0 ? Provider.COMPLETE : any(random);
        USERS.forEach(user -> providers.put(user, random.nextBoolean() ? common : any(random)));
        int most = random.nextInt(3) > 0 ? 0 : DIFFERENCES[random.nextInt(DIFFERENCES.length)];
        return new Setting(providers, random.nextInt(5) > 0, random.nextInt(5) > 0, random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? 300 : 1,
                IntStream.range(0, 3).mapToObj(i -> random.nextInt(2 * most + 1) - most).toList(),
                random.nextInt(3) == 0 ? random.nextInt(ReplacedSecret.LAST_OF_BOTH) : 0);
    }

    private static Provider any(Random random) {
        return Provider.values()[random.nextInt(Provider.values().length)];
    }

    /** The users of one provider have subjects that differ, and those of two can have the same, also a name. */
    String subject(String user) {
        if (user.equals("mallory") && providers.get("alice") != providers.get("mallory")) {
            return subject("alice");
        }
        return providers.get(user) == Provider.BASIC ? user : "id-of-" + user;
    }

    boolean clocksDiffer() {
        return clocks.stream().anyMatch(each -> each != 0);
    }

    int clock(int of) {
        return clocks.get(of);
    }

    /** Whether a clock is not so fast that its time of the past would be too far in the future of a replica. */
    boolean isTolerable(int of, int replica) {
        return clock(of) - clock(replica) <= TOLERANCE;
    }

    /** The latest time that counts as the past of a true second, by the clock of a replica. */
    long latest(int replica, long second) {
        return second + clock(replica) + TOLERANCE;
    }

    /** Settings in which a failure is easier to understand. */
    Stream<Setting> simpler() {
        Map<String, Provider> complete = new TreeMap<>();
        USERS.forEach(user -> complete.put(user, Provider.COMPLETE));
        return Stream.of(new Setting(providers, logout, backChannel, tenants, windowSeconds, List.of(0, 0, 0), secretStep),
                new Setting(providers, logout, backChannel, false, windowSeconds, clocks, secretStep),
                new Setting(providers, logout, backChannel, tenants, 1, clocks, secretStep),
                new Setting(providers, logout, backChannel, tenants, windowSeconds, clocks, 0),
                new Setting(complete, logout, backChannel, tenants, windowSeconds, clocks, secretStep));
    }
}
