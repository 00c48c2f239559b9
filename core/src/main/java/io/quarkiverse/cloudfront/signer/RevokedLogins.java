package io.quarkiverse.cloudfront.signer;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value in a {@link RevocationStore}. The values form a join-semilattice, so any order of merges leads to the same value.
 *
 * @param before the second before which all logins are revoked
 * @param ended the logins that began no earlier than this second and have ended, at most {@value #MOST}
 */
record RevokedLogins(long before, SortedMap<String, End> ended) {

    private static final int MOST = 40;
    private static final Pattern FORM = Pattern
            .compile("[0-9a-z]{6,8}(\\.[A-Za-z0-9_-]{6}[0-9a-z]{6,8}-[0-9a-z]{6,8}){0," + MOST + "}");
    private static final int LOGIN_LENGTH = 6;
    /** The smallest number with six digits in base 36. */
    private static final long FIRST = 60_466_176;

    /**
     * The end of a login. If the same end is reported again, the first report counts, so replaying a logout has no effect.
     *
     * @param until the last second at which the login may have begun
     * @param at the last second at which any login before the logout may have begun
     */
    record End(long until, long at) {

        static End later(End one, End other) {
            return one.until > other.until || one.until == other.until && one.at < other.at ? one : other;
        }
    }

    /**
     * If there are too many logins, leaves out the earliest ones, and revokes all logins that may have begun no later than
     * these.
     */
    RevokedLogins {
        long earliest = ended.values().stream().map(End::until).sorted(Comparator.reverseOrder()).skip(MOST).findFirst()
                .orElse(0L);
        before = Math.max(before, earliest + 1);
        SortedMap<String, End> later = new TreeMap<>();
        for (Map.Entry<String, End> each : ended.entrySet()) {
            if (each.getValue().until() >= before) {
                later.put(each.getKey(), each.getValue());
            }
        }
        ended = later;
    }

    static String merge(String known, String added) {
        RevokedLogins wanted = parse(added);
        if (wanted == null) {
            throw new IllegalArgumentException("\"" + added + "\" is not a revocation value");
        }
        RevokedLogins before = parse(known);
        return (before == null ? wanted.withAllUntilThen() : before.merge(wanted)).toString();
    }

    private static @Nullable RevokedLogins parse(String value) {
        if (!FORM.matcher(value).matches()) {
            return null;
        }
        String[] parts = value.split("\\.");
        SortedMap<String, End> ended = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] times = parts[i].substring(LOGIN_LENGTH).split("-");
            ended.merge(parts[i].substring(0, LOGIN_LENGTH), new End(second(times[0]), second(times[1])), End::later);
        }
        return new RevokedLogins(second(parts[0]), ended);
    }

    private static long second(String text) {
        return Math.max(FIRST, Long.parseLong(text, Character.MAX_RADIX));
    }

    private RevokedLogins merge(RevokedLogins other) {
        SortedMap<String, End> all = new TreeMap<>(ended);
        other.ended.forEach((login, end) -> all.merge(login, end, End::later));
        return new RevokedLogins(Math.max(before, other.before), all);
    }

    private RevokedLogins withAllUntilThen() {
        return new RevokedLogins(ended.values().stream().mapToLong(End::at).reduce(before - 1, Math::max) + 1, ended);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(text(before));
        ended.forEach((login, end) -> text.append('.').append(login).append(text(end.until)).append('-').append(text(end.at)));
        return text.toString();
    }

    private static String text(long second) {
        return Long.toString(second, Character.MAX_RADIX);
    }
}
