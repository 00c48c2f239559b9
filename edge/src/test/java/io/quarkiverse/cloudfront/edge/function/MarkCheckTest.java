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

class MarkCheckTest {

    private static final String ALICE = "alice_1234567890";
    private static final String START = "tp9io0";
    private static final String POLICY = "eyJTdGF0ZW1lbnQi~-_";
    private static final String OTHER_POLICY = "eyJTdGF0ZW1lbnQi~-A";
    private static final String MARK = TestMark.of(TestMark.SECRET, ALICE, START, POLICY);
    private static final String SIGNED = "Policy=" + POLICY + "&Signature=s&Key-Pair-Id=K1";
    private static final String CANNED = "Expires=1796000000&Signature=s&Key-Pair-Id=K1";

    private final Map<String, String> store = new HashMap<>();
    private final MarkCheck marks = marks(true);

    private MarkCheck marks(boolean required) {
        return new MarkCheck(List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS)), required,
                key -> Optional.ofNullable(store.get(key)));
    }

    /** Decides about a target that is signed with the policy. */
    private MarkCheck.Decision decide(String target, Cookie... cookies) {
        return marks.decide("GET", target + (target.contains("?") ? "&" : "?") + SIGNED, List.of(cookies));
    }

    private String refusal(String target, Cookie... cookies) {
        MarkCheck.Decision decision = marks.decide("GET", target, List.of(cookies));
        assertThat(decision.pseudonym().isPresent()).isEqualTo(decision.refusal().isEmpty());
        return decision.refusal().orElse("");
    }

    private static Cookie cookie(String value) {
        return new Cookie("q_cloudfront_mark", value);
    }

    private static MarkCheck.Decision allowed(String target) {
        return new MarkCheck.Decision(target, Optional.of(ALICE), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({ "/a?mark=%s, /a", "/a?x=1&mark=%s, /a?x=1", "/a?mark=%s&x=%%20&y, /a?x=%%20&y", "/a?&mark=%s&, /a?&",
            "/a?b=1&mark=%s&b=2&marks=3&Mark=4, /a?b=1&b=2&marks=3&Mark=4", "/a?m%%61rk=%s&x, /a?x" })
    void markInQuery_isRemoved(String target, String rest) {
        assertThat(decide(target.formatted(MARK))).isEqualTo(allowed(rest.formatted()));
    }

    @Test
    void markInCookie_isAccepted() {
        assertThat(marks.decide("GET", "/a?x=1", List.of(new Cookie("other", "1"), new Cookie("CloudFront-Policy", POLICY),
                cookie(MARK)))).isEqualTo(allowed("/a?x=1"));
    }

    /** Otherwise, a page's own parameter would be taken for one, or a viewer could choose between two. */
    @Test
    void mark_isWhereTheSignatureIs() {
        Cookie policy = new Cookie("CloudFront-Policy", POLICY);

        assertThat(decide("/a?mark=" + MARK, cookie("forged"))).isEqualTo(allowed("/a"));
        assertThat(decide("/a?mark=forged", cookie(MARK)).refusal()).isPresent();
        assertThat(decide("/a", cookie(MARK)).refusal())
                .contains("the request has no mark: a signed URL needs the mark query parameter");
        for (String own : List.of("/a?mark=word", "/a?mark=1&mark=2", "/a?m%61rk=1", "/a?mark=" + MARK)) {
            assertThat(marks.decide("GET", own, List.of(policy, cookie(MARK)))).isEqualTo(allowed(own));
            assertThat(refusal(own, policy))
                    .isEqualTo("the request has no mark: signed cookies need the q_cloudfront_mark cookie");
        }
    }

    @Test
    void previousSecret_isAccepted() {
        assertThat(decide("/a?mark=" + TestMark.of(TestMark.PREVIOUS, ALICE, START, POLICY))).isEqualTo(allowed("/a"));
        assertThat(decide("/a?mark=" + TestMark.of(TestMark.OTHER, ALICE, START, POLICY)).refusal())
                .contains("the mark belongs to another grant, or was not made with the secret of this distribution");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "alice_1234567890", "alice_1234567890.tp9io0", "alice_1234567890.tp9io0.", "%s.", ".%s",
            "%s%%0A", "%s=", "alice_1234567890.tp9io0-.1234567890123456789012",
            "alice_1234567890.tp9io0-abcde.1234567890123456789012",
            "alice_1234567890.tp9io0-abcdefg.1234567890123456789012", "alice_1234567890.tp9io0abcdef.1234567890123456789012",
            "alice_1234567890.tp9io0-ab.def.1234567890123456789012" })
    void textThatIsNotAMark_isRefused(String mark) {
        assertThat(decide("/a?mark=" + mark.formatted(MARK)).refusal()).contains("the mark is malformed");
    }

    @Test
    void severalMarks_areRefused() {
        assertThat(decide("/a?mark=" + MARK + "&mark=" + MARK))
                .isEqualTo(new MarkCheck.Decision("/a", Optional.empty(), Optional.of("the query has several marks")));
        assertThat(decide("/a?mark&mark=" + MARK).refusal()).contains("the query has several marks");
        assertThat(decide("/a?m%61rk=" + MARK + "&mark=" + MARK).refusal()).contains("the query has several marks");
        assertThat(refusal("/a", new Cookie("CloudFront-Policy", POLICY), cookie(MARK), cookie(MARK)))
                .isEqualTo("the request has several q_cloudfront_mark cookies");
        assertThat(decide("/a?mark=" + MARK, cookie("1"), cookie("2"))).as("not read").isEqualTo(allowed("/a"));
    }

    @Test
    void missingMark_isRefusedIfRequired() {
        assertThat(decide("/a").refusal()).contains("the request has no mark: a signed URL needs the mark query parameter");
        assertThat(refusal("/a")).isEqualTo("the request has no mark: signed cookies need the q_cloudfront_mark cookie");
        for (String unsigned : List.of("/a?x", "/a?mark=x")) {
            assertThat(marks(false).decide("GET", unsigned, List.of()))
                    .isEqualTo(new MarkCheck.Decision(unsigned, Optional.empty(), Optional.empty()));
        }
        assertThat(marks(false).decide("GET", "/a?mark=x&" + SIGNED, List.of()).refusal()).isPresent();
        assertThat(marks(false).decide("GET", "/a?mark&" + SIGNED, List.of()).refusal()).isPresent();
        assertThat(marks(false).decide("GET", "/a", List.of(cookie("x"))).refusal()).isPresent();
    }

    @Test
    void mark_fitsItsPolicyOnly() {
        String other = TestMark.of(TestMark.SECRET, ALICE, START, OTHER_POLICY);
        String unfit = "the mark belongs to another grant, or was not made with the secret of this distribution";

        assertThat(refusal("/a?mark=" + MARK + "&" + SIGNED)).isEmpty();
        assertThat(refusal("/a?mark=" + other + "&" + SIGNED)).isEqualTo(unfit);
        assertThat(refusal("/b?mark=" + MARK + "&" + SIGNED)).as("a policy with several files").isEmpty();
        assertThat(refusal("/a?mark=" + MARK + "&" + SIGNED.replace("~", "%7E"))).as("a player that encodes").isEmpty();
        assertThat(refusal("/a?mark=" + MARK + "&" + SIGNED.replace("~", "%7"))).isEqualTo(unfit);
        assertThat(refusal("/a?mark=" + MARK + "&" + SIGNED + "&Hash-Algorithm=SHA256")).isEmpty();
    }

    @Test
    void markOfACannedPolicy_fitsItsPathOnly() {
        String mark = TestMark.of(TestMark.SECRET, ALICE, START, "/a%20b");

        assertThat(refusal("/a%20b?x&mark=" + mark + "&" + CANNED)).isEmpty();
        assertThat(refusal("/a%20c?mark=" + mark + "&" + CANNED)).startsWith("the mark belongs to another grant");
        assertThat(refusal("/a%20b?mark=" + MARK + "&" + CANNED)).startsWith("the mark belongs to another grant");
        assertThat(refusal("/a%20b?mark=" + mark + "&" + SIGNED)).startsWith("the mark belongs to another grant");
    }

    @Test
    void markOfCookies_fitsTheirPolicyOnly() {
        Cookie policy = new Cookie("CloudFront-Policy", POLICY);
        Cookie other = new Cookie("CloudFront-Policy", OTHER_POLICY);
        Cookie expires = new Cookie("CloudFront-Expires", "1796000000");

        assertThat(refusal("/a", policy, cookie(MARK))).isEmpty();
        assertThat(refusal("/a", other, cookie(MARK))).startsWith("the mark belongs to another grant");
        assertThat(refusal("/a", policy, other, cookie(MARK))).isEqualTo("the request has several CloudFront-Policy cookies");
        assertThat(refusal("/a", policy, policy, cookie(MARK))).isEqualTo("the request has several CloudFront-Policy cookies");
        assertThat(refusal("/a", policy, expires, cookie(MARK)))
                .isEqualTo("the request has both CloudFront-Policy and CloudFront-Expires cookies");
        for (Cookie none : List.of(expires, new Cookie("Policy", POLICY), new Cookie("cloudfront-policy", POLICY))) {
            assertThat(refusal("/a", none, cookie(MARK)))
                    .isEqualTo("the request has neither a signature in its query nor a CloudFront-Policy cookie");
        }
        assertThat(refusal("/a", new Cookie("CloudFront-Policy", ""), cookie(MARK))).isEqualTo("the policy is empty");
    }

    /** CloudFront does not read the cookies then. */
    @Test
    void signatureInQuery_takesPrecedence() {
        assertThat(refusal("/a?" + SIGNED + "&mark=" + MARK, new Cookie("CloudFront-Policy", OTHER_POLICY))).isEmpty();
        assertThat(refusal("/a?Hash-Algorithm=SHA256&mark=" + MARK, new Cookie("CloudFront-Policy", POLICY), cookie(MARK)))
                .isEqualTo("CloudFront's parameters in the query belong neither to a canned policy nor to a custom policy: "
                        + "Hash-Algorithm");
    }

    /** CloudFront could read another one than the function does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Policy=P&Policy=P&Signature=s&Key-Pair-Id=K1 | the query has several Policy parameters",
            "Policy=P&Signature=s&Signature=s&Key-Pair-Id=K1 | the query has several Signature parameters",
            "Policy=P&Expires=1&Signature=s&Key-Pair-Id=K1 | CloudFront's parameters in the query belong neither to a canned "
                    + "policy nor to a custom policy: Expires, Key-Pair-Id, Policy, Signature",
            "Policy=P&Signature=s | CloudFront's parameters in the query belong neither to a canned policy nor to a custom "
                    + "policy: Policy, Signature",
            "Policy=P&Signature=s&Key-Pair-Id=K1&%50olicy=P | the query has the Policy parameter with a percent-encoded name",
            "%50olicy=P | the query has the Policy parameter with a percent-encoded name",
            "Expires=1&Signature=s&Key-Pair-Id=K1&Polic%79=P | the query has the Policy parameter with a percent-encoded name",
            "Policy=&Signature=s&Key-Pair-Id=K1 | the policy is empty" })
    void ambiguousGrant_isRefused(String query, String sentence) {
        String mark = TestMark.of(TestMark.SECRET, ALICE, START, "P");

        assertThat(refusal("/a?mark=" + mark + "&" + query, new Cookie("CloudFront-Policy", "P"))).isEqualTo(sentence);
    }

    @Test
    void markWithoutAGrant_isRefused() {
        String mark = TestMark.withoutGrant(TestMark.SECRET, ALICE, START);

        assertThat(refusal("/a?mark=" + mark + "&" + SIGNED)).startsWith("the mark belongs to another grant");
        assertThat(refusal("/a", new Cookie("CloudFront-Policy", POLICY), cookie(mark)))
                .startsWith("the mark belongs to another grant");
    }

    /** It has neither cookies nor a mark, and does not get a file. */
    @Test
    void preflight_passes() {
        assertThat(marks.decide("OPTIONS", "/a?mark=x&y&" + SIGNED, List.of()))
                .isEqualTo(new MarkCheck.Decision("/a?y", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({ "tp9inz, false", "tp9io0, false", "tp9io1, true", "1000000, true", "00tp9io0, false", "zzzzz, true",
            "tp9io1000, true", "'', true", "TP9IO1, true", "tp9in., true", "-p9inz, true",
            "100000.abcdeftp9io0-tp9io9, false" })
    void revocation_concernsEarlierLogins(String before, boolean refused) {
        for (String key : List.of("all", "u/" + ALICE)) {
            store.clear();
            store.put(key, before);

            assertThat(decide("/a?mark=" + MARK).refusal().isPresent()).as(key).isEqualTo(refused);
            assertThat(decide("/a?mark=" + MARK).pseudonym()).contains(ALICE);
        }
    }

    /** The mark is of the login ab-_ef, which began at tp9io0. */
    @ParameterizedTest
    @CsvSource({ "100000.ab-_eftp9io0-tp9io9, true", "100000.ab-_eftp9io1-tp9io9, true", "100000.ab-_ef1000000-tp9io9, true",
            "100000.ab-_eftp9inz-tp9io9, false", "100000.ab-_ef00tp9inz-tp9io9, false", "100000.Ab-_eftp9io0-tp9io9, false",
            "100000.abcdeftp9io0-tp9io9.ab-_eftp9io0-tp9io9.Abcdeftp9io0-tp9io9, true",
            "100000.abcdeftp9io0-tp9io9.ab-_eftp9inz-tp9io9.Abcdeftp9io0-tp9io9, false",
            "100000.ab-_eftp9inz-tp9io9.ab-_eftp9io0-tp9io9, true", "tp9io0.abcdeftp9io0-tp9io9, false",
            "tp9io1.abcdeftp9io0-tp9io9, true", "100000.ab-_eftp9inz, true", "100000., true", "100000.ab-_eftp9inz-tp9io, true",
            "100000.ab-_eftp9inz-tp9io9., true", "100000.ab-_efTP9INZ-tp9io9, true", "100000ab-_eftp9inz-tp9io9, true",
            ".ab-_eftp9inz-tp9io9, true", "100000.abcdeftp9io0-tp9io9 .ab-_eftp9inz-tp9io9, true" })
    void endedLogin_isRefused(String value, boolean refused) {
        String mark = TestMark.of(TestMark.SECRET, ALICE, START + "-ab-_ef", POLICY);
        store.put("u/" + ALICE, value);

        assertThat(decide("/a?mark=" + mark).refusal().isPresent()).isEqualTo(refused);
    }

    @Test
    void endedLogin_doesNotConcernOthers() {
        store.put("u/" + ALICE, "100000.abcdeftp9io0-tp9io9");

        assertThat(decide("/a?mark=" + TestMark.of(TestMark.SECRET, ALICE, "tp9io0-abcdef", POLICY)).refusal())
                .contains("the user has logged out, which ended the login abcdef");
        for (String other : List.of("tp9io0-abcdeg", "tp9io1-abcdef", "tp9io0")) {
            assertThat(decide("/a?mark=" + TestMark.of(TestMark.SECRET, ALICE, other, POLICY))).isEqualTo(allowed("/a"));
        }
        assertThat(decide("/a?mark=" + MARK.replace("tp9io0", "tp9io0-abcdeg")).refusal()).as("forged").isPresent();
    }

    @ParameterizedTest
    @CsvSource({ "40, false", "41, true" })
    void valueWithTooManyLogins_isRefused(int logins, boolean refused) {
        store.put("u/" + ALICE, "100000" + ".abcdeftp9io0-tp9io9".repeat(logins));

        assertThat(decide("/a?mark=" + MARK).refusal().isPresent()).isEqualTo(refused);
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
            MarkCheck unread = new MarkCheck(marks.keys(), false, key -> {
                if (key.equals(broken)) {
                    throw new IllegalStateException("no connection");
                }
                return Optional.empty();
            });

            assertThat(unread.decide("GET", "/a?mark=" + MARK + "&" + SIGNED, List.of()).refusal())
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
