package io.quarkiverse.cloudfront.signer.runtime.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Policy;

class MarkSecretTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

    private final MarkSecret secret = new MarkSecret(SECRET);

    /** Step by step, as an auditor would compute it. */
    @Test
    void mark_isAsDocumented() throws Exception {
        byte[] pseudonymKey = hmac(SECRET, "cloudfront-signer/mark/pseudonym/1");
        byte[] macKey = hmac(SECRET, "cloudfront-signer/mark/mac/1");
        String pseudonym = encoded(hmac(pseudonymKey, "26:https://id.example.com/r\u00e4lice")).substring(0, 16);

        assertThat(secret.pseudonym("https://id.example.com/r\u00e4", "lice")).isEqualTo(pseudonym);
        Marker marker = secret.marker(new MarkedUser("https://id.example.com/r\u00e4", "lice", START), START, 1);
        String begin = pseudonym + ".tp9io0-"
                + encoded(hmac(pseudonymKey, "login/" + pseudonym + "/tp9io0")).substring(0, 6);
        assertThat(marker.begin()).isEqualTo(begin);
        assertThat(marker.mark("eyJ_")).isEqualTo(begin + "." + encoded(hmac(macKey, begin + ".eyJ_")).substring(0, 22));
        assertThat(secret.login(new MarkedUser("https://id.example.com/r\u00e4", "lice", START, "s1", START)))
                .isEqualTo(encoded(hmac(pseudonymKey, "login/" + pseudonym + "/sid/s1")).substring(0, 6));
    }

    /** As the provider tells them apart, and never another user's. */
    @Test
    void login_isThatOfTheProvidersSession() {
        Set<String> logins = Stream.of(session("alice", START, "s1"), session("alice", START, "s2"),
                session("alice", START, ""), session("alice", START.plusSeconds(1), ""), session("bob", START, "s1"),
                session("alice", START, "tp9io0"), session("alice", START, "/tp9io0")).map(secret::login)
                .collect(Collectors.toSet());

        assertThat(logins).hasSize(7).allMatch(login -> login.matches("[A-Za-z0-9_-]{6}"));
        assertThat(secret.login(session("alice", START.plusSeconds(60), "s1"))).as("refreshed")
                .isEqualTo(secret.login(session("alice", null, "s1"))).isEqualTo(secret.login(session("alice", START, "s1")));
        assertThat(new MarkSecret(new byte[32]).login(session("alice", START, "s1")))
                .isNotEqualTo(secret.login(session("alice", START, "s1")));
    }

    private static MarkedUser session(String subject, Instant login, String session) {
        return new MarkedUser("https://id.example.com", subject, login, session, login);
    }

    @Test
    void markWithoutALogin_isThatOfAUserWithoutAToken() {
        assertThat(alice(null).begin()).isEqualTo(secret.pseudonym("", "alice") + ".tp9io0");
        assertThat(secret.marker(MarkedUser.ANONYMOUS, START, 1).begin()).isEqualTo(
                secret.pseudonym("", "") + "." + MarkSecret.text(START.plusSeconds(61)));
    }

    /** Each token that is refreshed would be another login. */
    @Test
    void loginWithoutATimeOrASession_isNotToldApart() {
        assertThat(secret.login(new MarkedUser("", "alice", START, "", null))).isEmpty();
        assertThat(secret.login(new MarkedUser("", "alice", START, "", START))).hasSize(6);
        assertThat(secret.login(new MarkedUser("", "alice", START, "s1", null))).hasSize(6);
        assertThat(secret.login(new MarkedUser("", "alice", null, "", START))).isEmpty();
    }

    /** Names of users without a token do not tell their logins apart, so a logout revokes nothing for them. */
    @ParameterizedTest
    @CsvSource({ "'', false", "https://id.example.com, true", "tenant:, true", "tenant:Default, true" })
    void tokenOfAUser_isKnownByItsIssuer(String issuer, boolean token) {
        assertThat(new MarkedUser(issuer, "alice", null).hasToken()).isEqualTo(token);
    }

    /** A token that is refreshed belongs to the same login. The clock of the provider can be faster. */
    @ParameterizedTest
    @CsvSource({ "-60, -30, -30", "-60, , -60", ", -60, -60", ", , 0", "-60, 60, 60", "-60, 61, 60" })
    void loginEnds_untilTheTokenWasIssued(Long login, Long issued, long until) {
        MarkedUser user = new MarkedUser("", "alice", login == null ? null : START.plusSeconds(login), "s1",
                issued == null ? null : START.plusSeconds(issued));

        assertThat(user.until(START)).isEqualTo(START.plusSeconds(until));
    }

    @Test
    void mark_isTheSameForOneLoginAndGrant() {
        Marker marker = alice(START);

        assertThat(new MarkSecret(SECRET.clone()).marker(new MarkedUser("", "alice", START), START, 1).mark("/a.jpg"))
                .isEqualTo(marker.mark("/a.jpg")).matches("[\\w-]{16}\\.[0-9a-z]{6}-[\\w-]{6}\\.[\\w-]{22}");
        assertThat(alice(START.minusSeconds(1)).mark("/a.jpg")).isNotEqualTo(marker.mark("/a.jpg"));
        assertThat(marker.mark("/b.jpg")).isNotEqualTo(marker.mark("/a.jpg"));
    }

    private Marker alice(Instant login) {
        return secret.marker(new MarkedUser("", "alice", login), START, 1);
    }

    /** The MAC is over the path as the viewer sends it, without the query, of which the mark is a part. */
    @ParameterizedTest
    @CsvSource({ "https://a.example.com/x/%20.jpg, /x/%20.jpg, ?", "https://a.example.com/x.jpg?y=/z, /x.jpg, &",
            "http://a.example.com:8080/, /, ?" })
    void url_getsTheMarkOfItsPath(String url, String path, String separator) {
        assertThat(alice(START).url(url)).isEqualTo(url + separator + "mark=" + alice(START).mark(path));
        assertThat(alice(START).mark(Policy.canned(url, START), "")).isEqualTo(alice(START).mark(path));
    }

    /** All users share the signature of cookies, and of a resource that covers each mark. */
    @ParameterizedTest
    @CsvSource({ "/x/*, ", "/x?y=*, ", "/x/*.ts, ?mark=", "/x?y=1, ?mark=" })
    void customPolicy_hasTheBeginOfTheMarkOnlyIfItMust(String resource, String added) {
        Policy policy = custom(resource);
        Policy forUrls = alice(START).policy(policy, Delivery.URL);

        assertThat(forUrls.resource()).isEqualTo(
                policy.resource() + (added == null ? "" : added + alice(START).begin() + "." + "?".repeat(22)));
        assertThat(alice(START).isForUrls(forUrls)).isEqualTo(added != null);
        assertThat(alice(START).policy(policy, Delivery.COOKIES)).isEqualTo(policy);
        assertThat(alice(START).isForUrls(policy)).isFalse();
        assertThat(alice(START).mark(policy, "eyJ_")).isEqualTo(alice(START).mark("eyJ_"));
    }

    /** CloudFront's function cannot read the policy of canned cookies. */
    @Test
    void cannedPolicy_isCustomInCookies() {
        Policy canned = Policy.canned("https://a.example.com/x.jpg", START);

        assertThat(alice(START).policy(canned, Delivery.COOKIES)).isEqualTo(custom("/x.jpg"));
        assertThat(alice(START).policy(canned, Delivery.URL))
                .isEqualTo(Policy.canned(alice(START).url("https://a.example.com/x.jpg"), START));
    }

    private static Policy custom(String path) {
        return new Policy("https://a.example.com" + path, START, Optional.empty(), Optional.empty(), false);
    }

    /** Nobody may get another user's pseudonym by a choice of the own name. */
    @Test
    void issuerAndSubject_cannotBeMistakenForEachOther() {
        Set<String> pseudonyms = Stream.of(new String[] { "a", "bc" }, new String[] { "ab", "c" }, new String[] { "", "abc" },
                new String[] { "abc", "" }, new String[] { "", "" }, new String[] { "1:a", "bc" }, new String[] { "", "1:abc" },
                new String[] { "\u00e4", "b" }, new String[] { "", "2:\u00e4b" }, new String[] { "a", "\u00e4" })
                .map(user -> secret.pseudonym(user[0], user[1])).collect(Collectors.toSet());

        assertThat(pseudonyms).hasSize(10);
    }

    @Test
    void pseudonym_dependsOnTheSecret() {
        byte[] other = SECRET.clone();
        other[31]++;

        assertThat(new MarkSecret(other).pseudonym("a", "b")).isNotEqualTo(secret.pseudonym("a", "b"));
    }

    /** CloudFront's function accepts from six to eight characters. */
    @ParameterizedTest
    @CsvSource({ "-1, 100000", "0, 100000", "60466175, 100000", "60466176, 100000", "60466177, 100001", "2176782335, zzzzzz",
            "2176782336, 1000000", "2821109907455, zzzzzzzz", "2821109907456, zzzzzzzz" })
    void text_hasTheLengthThatTheFunctionAccepts(long second, String text) {
        assertThat(MarkSecret.text(Instant.ofEpochSecond(second))).isEqualTo(text);
    }

    @Test
    void shortSecret_isRefused() {
        assertThatThrownBy(() -> new MarkSecret(new byte[31])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has 31 bytes; it must have at least 32");
        String random = Base64.getEncoder().encodeToString(SECRET);
        assertThat(MarkSecret.checked(random + "\n")).isEqualTo(SECRET);
        for (String[] mistake : new String[][] { { "s3cret!", "is not base64" }, { "c2hvcnQ=", "has 5 bytes; it must have at "
                + "least 32" },
                { Base64.getEncoder().encodeToString("password".repeat(5).getBytes(StandardCharsets.US_ASCII)),
                        "has fewer than 16 different bytes, so it can be guessed" } }) {
            assertThatThrownBy(() -> MarkSecret.checked(mistake[0])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(mistake[1]);
        }
        assertThat(new MarkSecret(new byte[32])).hasToString("MarkSecret");
    }

    private static byte[] hmac(byte[] key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
