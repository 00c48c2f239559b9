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

    static final List<String> USERS = List.of("alice", "bob", "mallory");

    static Setting random(Random random) {
        Map<String, Provider> providers = new TreeMap<>();
        // many users have the same provider, whose names and subjects must not be mistaken for each other
        Provider common = random.nextInt(3) == 0 ? Provider.COMPLETE : any(random);
        USERS.forEach(user -> providers.put(user, random.nextBoolean() ? common : any(random)));
        boolean differ = random.nextInt(4) == 0;
        return new Setting(providers, random.nextInt(5) > 0, random.nextInt(5) > 0, random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? 300 : 1, IntStream.range(0, 3).mapToObj(i -> differ ? random.nextInt(21) - 10 : 0)
                        .toList(),
                random.nextInt(3) == 0 ? random.nextInt(ReplacedSecret.LAST_OF_BOTH) : 0);
    }

    private static Provider any(Random random) {
        return Provider.values()[random.nextInt(Provider.values().length)];
    }

    /** The users of one provider have subjects that differ, and those of two can have the same. */
    String subject(String user) {
        boolean same = user.equals("mallory") && providers.get("alice").hasIdToken() && providers.get("mallory").hasIdToken()
                && providers.get("alice") != providers.get("mallory");
        return providers.get(user) == Provider.BASIC ? user : "id-of-" + (same ? "alice" : user);
    }

    /** How far apart two times of one instant can be. */
    int tolerance() {
        List<Integer> all = Stream.concat(clocks.stream(), Stream.of(0)).sorted().toList();
        return all.get(all.size() - 1) - all.get(0);
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
