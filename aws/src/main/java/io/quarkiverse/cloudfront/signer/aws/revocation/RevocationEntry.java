package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.RevocationStore;

/**
 * Checks the form of entries, which CloudFront's function reads. The function refuses the requests of users whose entry has
 * another form.
 */
final class RevocationEntry {

    private static final Pattern KEY = Pattern.compile("all|u/[A-Za-z0-9_-]{16}");

    private RevocationEntry() {
    }

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    static boolean isValue(String value) {
        try {
            RevocationStore.merge(value, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Whether a store no longer needs an entry. Entries in another form are not revocations, so they are never removed.
     */
    static boolean isExpired(String key, String value, Duration kept, Instant now) {
        return isKey(key) && isValue(value) && latest(value) + kept.toSeconds() < now.getEpochSecond();
    }

    /**
     * The latest second in a value. The last part of each login is the time at which the login ended.
     */
    private static long latest(String value) {
        return Stream.of(value.split("\\."))
                .mapToLong(each -> Long.parseLong(each.substring(each.lastIndexOf('-') + 1), Character.MAX_RADIX)).max()
                .orElseThrow();
    }
}
