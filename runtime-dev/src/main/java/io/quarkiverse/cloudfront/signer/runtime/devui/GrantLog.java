package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * Remembers the grants of this dev session. A live reload creates new class loaders, so only types of the JDK are stored.
 */
final class GrantLog {

    private static final String GRANTS = "cloudfront-signer.grants";
    /** The maximum number of entries. It is high because a playlist without a resource has a grant for each segment. */
    private static final int MOST = 5_000;
    private static final int MOST_LISTED = 50;

    private static final String ISSUER = "issuer";
    private static final String SUBJECT = "subject";
    private static final String MARK = "mark";
    private static final String RESOURCE = "resource";
    private static final String EXPIRES_AT = "expiresAt";

    private final Map<String, Map<String, String>> users = shared(WatchedMarks.USERS);
    private final Map<String, Map<String, String>> grants = shared(GRANTS);

    /**
     * A global map in insertion order, which is created if necessary.
     */
    private static Map<String, Map<String, String>> shared(String name) {
        Map<String, Map<String, String>> known = DevConsoleManager.getGlobal(name);
        if (known == null) {
            known = Collections.synchronizedMap(new LinkedHashMap<>());
            DevConsoleManager.setGlobal(name, known);
        }
        return known;
    }

    /**
     * Remembers whom a mark stands for.
     *
     * @param mark the beginning of the user's marks
     * @param name null if the name is not known here. In this case, a name that was known earlier is shown, or else the subject
     */
    void marked(String mark, MarkedUser user, @Nullable String name) {
        String pseudonym = pseudonym(mark);
        Map<String, String> before = users.get(pseudonym);
        if (name != null || before == null) {
            add(users, pseudonym, Map.of(WatchedMarks.NAME, name == null ? user.subject() : name, ISSUER, user.issuer(),
                    SUBJECT, user.subject()));
        }
    }

    void granted(String mark, String resource, Instant expiresAt) {
        add(grants, pseudonym(mark) + " " + resource, Map.of(MARK, mark, RESOURCE, resource, EXPIRES_AT, expiresAt.toString()));
    }

    private static void add(Map<String, Map<String, String>> all, String key, Map<String, String> entry) {
        synchronized (all) {
            // the newest is the last one
            all.remove(key);
            all.put(key, entry);
            if (all.size() > MOST) {
                all.remove(all.keySet().iterator().next());
            }
        }
    }

    /**
     * @return null if the pseudonym is not known
     */
    @Nullable
    MarkedUser find(String pseudonym) {
        Map<String, String> user = users.get(pseudonym);
        return user == null ? null : new MarkedUser(get(user, ISSUER), get(user, SUBJECT), null);
    }

    /**
     * The users with their grants, the latest first, but expired grants last.
     *
     * @param revoked tells whether the login of a mark is revoked
     */
    List<UserListing> list(Instant now, Predicate<String> revoked) {
        Map<String, List<UserListing.GrantListing>> held = new LinkedHashMap<>();
        for (Map<String, String> grant : latest(grants)) {
            String pseudonym = pseudonym(get(grant, MARK));
            Instant expiresAt = Instant.parse(get(grant, EXPIRES_AT));
            held.computeIfAbsent(pseudonym, none -> new ArrayList<>()).add(new UserListing.GrantListing(get(grant, RESOURCE),
                    expiresAt, !expiresAt.isAfter(now), revoked.test(get(grant, MARK))));
        }
        List<UserListing> listings = new ArrayList<>();
        held.forEach((pseudonym, resources) -> {
            Map<String, String> user = users.get(pseudonym);
            if (user != null) {
                resources.sort(Comparator.comparing(UserListing.GrantListing::expired));
                List<UserListing.GrantListing> listed = resources.subList(0, Math.min(MOST_LISTED, resources.size()));
                listings.add(new UserListing(get(user, WatchedMarks.NAME), get(user, ISSUER), get(user, SUBJECT), pseudonym,
                        listed, resources.size() - listed.size()));
            }
        });
        return listings;
    }

    private static List<Map<String, String>> latest(Map<String, Map<String, String>> all) {
        List<Map<String, String>> entries;
        synchronized (all) {
            entries = new ArrayList<>(all.values());
        }
        Collections.reverse(entries);
        return entries;
    }

    private static String pseudonym(String mark) {
        return mark.substring(0, mark.indexOf('.'));
    }

    private static String get(Map<String, String> entry, String name) {
        return Objects.requireNonNull(entry.get(name));
    }

    /**
     * A user with grants, as Dev UI shows them.
     *
     * @param name empty for viewers who have not logged in
     * @param issuer the issuer, as in {@link MarkedUser#issuer()}
     * @param subject empty for viewers who have not logged in
     * @param grants the latest grants, newest first, but expired ones last
     * @param more the number of further grants, which are not in the list
     */
    public record UserListing(String name, String issuer, String subject, String pseudonym, List<GrantListing> grants,
            int more) {

        /**
         * @param resource the resource of the policy
         * @param revoked whether the login has been revoked since, so that CloudFront's function refuses the grant
         */
        public record GrantListing(String resource, Instant expiresAt, boolean expired, boolean revoked) {
        }
    }
}
