package io.quarkiverse.cloudfront.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;

/** Replicas merge values in any order, and more than once. */
class RevokedLoginsTest {

    private static final String NONE = "100000";
    private static final long NOON = Long.parseLong("tp9io0", 36);
    private static final int SECONDS = 60;

    private static String second(long afterNoon) {
        return Long.toString(NOON + afterNoon, 36);
    }

    private static String login(int number) {
        return "-_%04d".formatted(number);
    }

    private static String ended(int login, long until, long at) {
        return "." + login(login) + second(until) + "-" + second(at);
    }

    private static String merge(String known, String added) {
        return RevocationStore.merge(known, added);
    }

    private static String merged(Iterable<String> values) {
        String merged = NONE;
        for (String value : values) {
            merged = merge(merged, value);
        }
        return merged;
    }

    /** Often the same login, times that are equal, and more logins than a value can have. */
    private static String random(Random random) {
        StringBuilder value = new StringBuilder(random.nextBoolean() ? NONE : second(random.nextInt(SECONDS / 4)));
        for (int i = random.nextInt(3) == 0 ? random.nextInt(41) : random.nextInt(4); i > 0; i--) {
            value.append(ended(random.nextInt(50), random.nextInt(SECONDS), random.nextInt(SECONDS)));
        }
        return value.toString();
    }

    /** By the rule for requests, without the code of the merge. */
    private static boolean isRefused(String value, int login, long start) {
        List<MatchResult> logins = Pattern.compile("\\.(.{6})([0-9a-z]+)-[0-9a-z]+").matcher(value).results().toList();
        Predicate<MatchResult> same = each -> each.group(1).equals(login(login));
        return NOON + start < Long.parseLong(value.split("\\.")[0], 36) || logins.stream().filter(same)
                .anyMatch(each -> NOON + start <= Long.parseLong(each.group(2), 36));
    }

    @Test
    void merge_isAssociativeCommutativeAndIdempotent() {
        Rounds.each(random -> {
            for (int i = 0; i < 100; i++) {
                String a = random(random);
                String b = random(random);
                String c = random(random);
                String ab = merge(a, b);

                assertThat(merge(b, a)).as("%s and %s", a, b).isEqualTo(ab);
                assertThat(merge(a, merge(b, c))).as("%s and %s and %s", a, b, c).isEqualTo(merge(ab, c));
                assertThat(merge(ab, b)).isEqualTo(merge(ab, a)).isEqualTo(merge(ab, ab)).isEqualTo(ab);
            }
        });
    }

    @Test
    void reportsInAnyOrder_leadToOneValue() {
        Rounds.each(random -> {
            List<String> reports = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                reports.add(NONE + ended(i % 80, random.nextInt(SECONDS), random.nextInt(SECONDS)));
            }
            String merged = merged(reports);
            Collections.shuffle(reports, random);

            assertThat(merged(reports)).isEqualTo(merged).hasSizeLessThanOrEqualTo(1_000);
        });
    }

    @Test
    void mergedValue_refusesWhatEitherRefuses() {
        Rounds.each(random -> {
            for (int i = 0; i < 20; i++) {
                String a = random(random);
                String b = random(random);
                String merged = merge(a, b);
                boolean full = a.length() + b.length() > 1_000;
                for (int mark = 0; mark < 20; mark++) {
                    int login = random.nextInt(50);
                    int start = random.nextInt(SECONDS);
                    boolean either = isRefused(a, login, start) || isRefused(b, login, start);

                    if (either || !full) {
                        assertThat(isRefused(merged, login, start)).as("%s and %s", a, b).isEqualTo(either);
                    }
                }
            }
        });
    }

    @Test
    void repeatedLogout_changesNothing() {
        String once = merge(NONE, NONE + ended(1, 5, 9));

        assertThat(merge(once, NONE + ended(1, 5, 30))).as("later").isEqualTo(once);
        assertThat(merge(once, NONE + ended(1, 4, 31))).as("with an older token").isEqualTo(once);
        assertThat(merge(once, NONE + ended(1, 6, 32))).as("with a newer token").isEqualTo(NONE + ended(1, 6, 32));
        assertThat(merge(second(6), NONE + ended(1, 5, 33))).as("of a revoked login").isEqualTo(second(6));
    }

    /** The earliest one becomes a revocation of all that began until then. */
    @Test
    void fortyFirstLogin_revokesEarlierLogins() {
        String forty = NONE;
        for (int i = 1; i <= 40; i++) {
            forty = merge(forty, NONE + ended(i, i, 2 * i));
        }
        assertThat(forty).startsWith(NONE + ended(1, 1, 2)).endsWith(ended(40, 40, 80)).hasSize(6 + 40 * 20);

        String full = merge(forty, NONE + ended(41, 41, 82));

        assertThat(full).startsWith(second(2) + ended(2, 2, 4)).endsWith(ended(41, 41, 82)).hasSize(6 + 40 * 20);
        assertThat(isRefused(full, 1, 1)).isTrue();
        assertThat(isRefused(full, 99, 1)).as("another login that began then").isTrue();
        assertThat(isRefused(full, 99, 2)).isFalse();
    }

    @Test
    void longestValue_isShortEnough() {
        StringBuilder value = new StringBuilder("yyyyyyyy");
        for (int i = 0; i < 40; i++) {
            value.append('.').append(login(i)).append("zzzzzzzz-zzzzzzzz");
        }

        assertThat(merge(value.toString(), value.toString())).isEqualTo(value.toString()).hasSizeLessThan(1_000);
    }

    /** What is not a value could have been a revocation of anything. */
    @ParameterizedTest
    @ValueSource(strings = { "", "garbage!", "TP9IO0", "tp9io", "tp9io0000", "tp9io0.", "tp9io0.abcdeftp9io0",
            "tp9io0.abcdetp9io0-tp9io0", "tp9io0.abcdeftp9io0-tp9io0\n", "tp9io0,abcdeftp9io0-tp9io0",
            "tp9io0.abcdeftp9io0-tp9io0000" })
    void malformedValue_becomesARevocationOfAllLoginsUntilNow(String malformed) {
        assertThat(merge(malformed, NONE + ended(1, 5, 9))).isEqualTo(second(10));
        assertThat(merge(malformed, second(3))).isEqualTo(second(3));
        assertThatThrownBy(() -> merge(NONE, malformed)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + malformed + "\" is not a revocation value");
    }

    @ParameterizedTest
    @CsvSource({ "000000, 100000", "00tp9io0, tp9io0", "zzzzzz, zzzzzz", "1000000, 1000000",
            "000000.abcdef000000-000000, 100000.abcdef100000-100000" })
    void leadingZeros_areLeftOut(String known, String merged) {
        assertThat(merge(known, known)).isEqualTo(merged);
    }
}
