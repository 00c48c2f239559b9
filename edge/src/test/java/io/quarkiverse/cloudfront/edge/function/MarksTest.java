package io.quarkiverse.cloudfront.edge.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest.Cookie;

class MarksTest {

    private static final String ALICE = "alice_1234567890";
    private static final String START = "tp9io0";
    private static final String MARK = TestMark.of(TestMark.SECRET, ALICE, START);

    private final Map<String, String> store = new HashMap<>();
    private final Marks marks = marks(true);

    private Marks marks(boolean required) {
        return new Marks(List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS)), required,
                key -> Optional.ofNullable(store.get(key)));
    }

    private Marks.Decision decide(String target, Cookie... cookies) {
        return marks.decide("GET", target, List.of(cookies));
    }

    private static Cookie cookie(String value) {
        return new Cookie("q_cloudfront_mark", value);
    }

    private static Marks.Decision allowed(String target) {
        return new Marks.Decision(target, Optional.of(ALICE), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({ "/a?mark=%s, /a", "/a?x=1&mark=%s, /a?x=1", "/a?mark=%s&x=%%20&y, /a?x=%%20&y", "/a?&mark=%s&, /a?&",
            "/a?b=1&mark=%s&b=2&marks=3&Mark=4&m%%61rk=5, /a?b=1&b=2&marks=3&Mark=4&m%%61rk=5" })
    void markInQuery_isRemoved(String target, String rest) {
        assertThat(decide(target.formatted(MARK))).isEqualTo(allowed(rest.formatted()));
    }

    @Test
    void markInCookie_isAccepted() {
        assertThat(decide("/a?x=1", new Cookie("other", "1"), cookie(MARK), cookie("second"))).isEqualTo(allowed("/a?x=1"));
    }

    @Test
    void markInQuery_takesPrecedence() {
        assertThat(decide("/a?mark=" + MARK, cookie("forged"))).isEqualTo(allowed("/a"));
        assertThat(decide("/a?mark=forged", cookie(MARK)).refusal()).isPresent();
    }

    @Test
    void previousSecret_isAccepted() {
        assertThat(decide("/a?mark=" + TestMark.of(TestMark.PREVIOUS, ALICE, START))).isEqualTo(allowed("/a"));
        assertThat(decide("/a?mark=" + TestMark.of(TestMark.OTHER, ALICE, START)).refusal())
                .contains("the mark was not made with the secret of this distribution");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "alice_1234567890", "alice_1234567890.tp9io0", "alice_1234567890.tp9io0.", "%s.", ".%s",
            "%s%%0A", "%s=" })
    void textThatIsNotAMark_isRefused(String mark) {
        assertThat(decide("/a?mark=" + mark.formatted(MARK)).refusal()).contains("the mark does not have the form of a mark");
    }

    @Test
    void severalMarks_areRefused() {
        assertThat(decide("/a?mark=" + MARK + "&mark=" + MARK))
                .isEqualTo(new Marks.Decision("/a", Optional.empty(), Optional.of("the query has several marks")));
        assertThat(decide("/a?mark&mark=" + MARK).refusal()).contains("the query has several marks");
    }

    @Test
    void missingMark_isRefusedIfRequired() {
        assertThat(decide("/a").refusal()).contains("the request has no mark, neither in the query nor in a cookie");
        assertThat(marks(false).decide("GET", "/a?x", List.of()))
                .isEqualTo(new Marks.Decision("/a?x", Optional.empty(), Optional.empty()));
        assertThat(marks(false).decide("GET", "/a?mark=x", List.of()).refusal()).isPresent();
        assertThat(marks(false).decide("GET", "/a?mark", List.of()).refusal()).isPresent();
    }

    /** It has neither cookies nor a mark, and does not get a file. */
    @Test
    void preflight_passes() {
        assertThat(marks.decide("OPTIONS", "/a?mark=x&y", List.of()))
                .isEqualTo(new Marks.Decision("/a?y", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({ "tp9inz, false", "tp9io0, false", "tp9io1, true", "1000000, true", "00tp9io0, false", "zzzzz, true",
            "tp9io1000, true", "'', true", "TP9IO1, true", "tp9in., true", "-p9inz, true" })
    void revocation_concernsEarlierLogins(String before, boolean refused) {
        for (String key : List.of("all", "u/" + ALICE)) {
            store.clear();
            store.put(key, before);

            assertThat(decide("/a?mark=" + MARK).refusal().isPresent()).as(key).isEqualTo(refused);
            assertThat(decide("/a?mark=" + MARK).pseudonym()).contains(ALICE);
        }
    }

    @Test
    void revocation_concernsItsUser() {
        store.put("u/alice_1234567891", "zzzzzz");
        assertThat(decide("/a?mark=" + MARK)).isEqualTo(allowed("/a"));

        store.put("u/" + ALICE, "tp9io1");
        assertThat(decide("/a?mark=" + MARK).refusal())
                .contains("logins of the user alice_1234567890 before 2026-11-29T12:00:01Z are revoked");
    }

    @Test
    void storeThatCannotBeRead_refuses() {
        for (String broken : List.of("all", "u/" + ALICE)) {
            Marks unread = new Marks(marks.keys(), false, key -> {
                if (key.equals(broken)) {
                    throw new IllegalStateException("no connection");
                }
                return Optional.empty();
            });

            assertThat(unread.decide("GET", "/a?mark=" + MARK, List.of()).refusal())
                    .contains("the store of revocations cannot be read");
        }
    }

    @Test
    void shortSecret_isRefused() {
        assertThatThrownBy(() -> MarkKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The secret of marks has 31 bytes; it must have at least 32");
        assertThat(MarkKey.of(TestMark.SECRET)).hasToString("MarkKey");
    }
}
