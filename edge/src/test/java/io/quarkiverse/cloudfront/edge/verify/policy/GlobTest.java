package io.quarkiverse.cloudfront.edge.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
            "abc, abc, true",
            "a\\, a\\, true",
            "a\\, a, false",
            "\\, \\, true",
            "*\\, ab\\, true",
            "a\\\\, a\\\\, true",
            "abc, abd, false",
            "abc, ABC, false",
            "abc, ab, false",
            "abc, abcd, false",
            "*, '', true",
            "*, anything, true",
            "a*, a, true",
            "a*c, abbbc, true",
            "a*c, abbb, false",
            "*b*, abc, true",
            "**, abc, true",
            "a?c, abc, true",
            "a?c, ac, false",
            "a?c, abbc, false",
            "?, '', false",
            "a\\?c, a?c, true",
            "a\\?c, abc, false",
            "a\\*c, a*c, true",
            "a\\*c, abc, false",
            "a\\c, a\\c, true",
            "*abab, abaabab, true",
            "'', '', true",
            "'', a, false"
    })
    void pattern_matchesTheWholeText(String pattern, String text, boolean matches) {
        assertThat(Glob.parse(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
            "abc, abd, 2",
            "abc, ab, 2",
            "abc, abcd, 3",
            "a*z, abcd, 4",
            "abc, abc, -1"
    })
    void mismatch_hasItsPosition(String pattern, String text, int index) {
        assertThat(Glob.parse(pattern).mismatch(text, Glob.NO_BARRIER)).isEqualTo(index);
    }

    @Test
    void starAtTheEnd_crossesTheBarrier() {
        assertThat(Glob.parse("a*z").mismatch("ab|z", 2)).isEqualTo(2);
        assertThat(Glob.parse("a*").mismatch("ab|z", 2)).isEqualTo(Glob.NONE);
        assertThat(Glob.parse("a*?z").mismatch("ab|z", 2)).isEqualTo(Glob.NONE);
        assertThat(Glob.parse("a**").mismatch("ab|z", 2)).isEqualTo(Glob.NONE);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void adversarialPattern_isFast() {
        String text = "a".repeat(8_000) + "!";

        assertThat(Glob.parse("a*".repeat(1_000) + "b").matches(text)).isFalse();
        assertThat(Glob.parse("*a?".repeat(500) + "b").matches(text)).isFalse();
        assertThat(Glob.parse("*".repeat(6_000) + "b").matches(text)).isFalse();
    }

    @Test
    void emptyPattern_isNotOpenEnded() {
        assertThat(Glob.parse("").isOpenEnded()).isFalse();
    }
}
