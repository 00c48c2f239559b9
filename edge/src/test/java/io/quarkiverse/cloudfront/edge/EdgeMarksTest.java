package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.TestMark;

/** Marks are checked after the signature, and removed before the cache. */
class EdgeMarksTest {

    private static final String ALICE = "alice_1234567890";
    private static final String BOB = "bob___1234567890";
    private static final String ANONYMOUS = "anonymous_______";
    private static final String START = "tp9io0";
    private static final String LATER = "tp9io1";

    private final Map<String, String> revocations = new ConcurrentHashMap<>();

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().putHeader("Cache-Control", "max-age=60")
            .end("content of " + request.uri() + " for " + request.getHeader("Cookie")));
    @AutoClose
    private final TestOrigin application = new TestOrigin(request -> request.response().end("page " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(Distribution.builder(origin.origin())
            .behavior(CacheBehavior.application("/private-access/*")).application(() -> Optional.of(application.url()))
            .behavior(CacheBehavior.open("/public/*"))
            .defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED)).forbiddenPage("/private-access/denied")
            .marks(new MarkCheck(List.of(MarkKey.of(TestMark.SECRET), MarkKey.of(TestMark.PREVIOUS)), true,
                    key -> Optional.ofNullable(revocations.get(key))))
            .build());

    /** With a canned policy, whose mark fits its path. */
    private HttpResponse<String> get(String target, String user) {
        return get(target, user, START);
    }

    private HttpResponse<String> get(String target, String user, String start) {
        return edge.get(edge.signed(target + (target.indexOf('?') < 0 ? "?" : "&") + "mark="
                + TestMark.of(TestMark.SECRET, user, start, target.replaceFirst("\\?.*", ""))));
    }

    /** A custom policy for a path, as it is signed and sent. */
    private String policy(String path, int seconds) {
        return "{\"Statement\":[{\"Resource\":\"" + edge.url(path) + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + (edge.later().getEpochSecond() + seconds) + "}}}]}";
    }

    private static String bound(byte[] secret, String user, String start, String policy) {
        return TestMark.of(secret, user, start, AwsSigner.encode(policy.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String cookies(String policy, String mark) {
        return "CloudFront-" + AwsSigner.ecSha256().customQuery(policy).replace("&", "; CloudFront-") + "; q_cloudfront_mark="
                + mark;
    }

    /** The second user gets the copy of the first one, and neither the origin nor the other user sees a mark. */
    @Test
    void usersShareOneCopyInTheCache() {
        HttpResponse<String> first = get("/film.mp4?x=1", ALICE);
        HttpResponse<String> second = get("/film.mp4?x=1", BOB);
        String policy = policy("/*", 0);
        HttpResponse<String> third = edge.get("/film.mp4?x=1", "Cookie",
                cookies(policy, bound(TestMark.SECRET, BOB, START, policy)));

        assertThat(RunningEdge.xCache(first)).isEqualTo("Miss from cloudfront");
        assertThat(RunningEdge.xCache(second)).isEqualTo(RunningEdge.xCache(third)).isEqualTo("Hit from cloudfront");
        assertThat(first.body()).isEqualTo(second.body()).isEqualTo(third.body())
                .isEqualTo("content of /film.mp4?x=1 for null");
        assertThat(second.headers().map().toString()).doesNotContain("mark", "alice");
        assertThat(origin.asked).hasSize(1);
    }

    /** Marks, playlists, and the gate use these names in requests of their own. */
    @ParameterizedTest
    @ValueSource(strings = { "mark=word", "mark=1&mark=2", "kid=1", "alg=1", "return=/docs/b" })
    void viewersOwnParameter_reachesTheOrigin(String own) {
        String policy = policy("/*", 0);
        String cookies = cookies(policy, bound(TestMark.SECRET, BOB, START, policy));

        assertThat(edge.get("/docs/a?" + own, "Cookie", cookies).body()).startsWith("content of /docs/a?" + own + " for");
        assertThat(edge.get("/public/a?" + own).body()).startsWith("content of /public/a?" + own + " for");
        assertThat(edge.get("/private-access/login?" + own).body()).isEqualTo("page /private-access/login?" + own);
        if (!own.startsWith("mark")) {
            assertThat(get("/docs/a?" + own, ALICE).body()).startsWith("content of /docs/a?" + own + " for");
        }
        assertThat(edge.get("/docs/a?" + own).statusCode()).as("unsigned").isEqualTo(403);
    }

    /** CloudFront then reads the query only. */
    @ParameterizedTest
    @ValueSource(strings = { "Expires=1", "Policy=x", "Signature=x", "Key-Pair-Id=K1", "Hash-Algorithm=SHA256" })
    void cloudFrontsOwnParameter_isThatOfASignedUrl(String reserved) {
        String policy = policy("/*", 0);

        assertThat(edge.get("/docs/a?" + reserved, "Cookie", cookies(policy, bound(TestMark.SECRET, BOB, START, policy)))
                .statusCode()).isEqualTo(403);
    }

    @Test
    void event_namesTheUser() {
        get("/a", ALICE);
        RequestEvent served = edge.event();
        assertThat(served.user()).contains("alice_1234567890");
        assertThat(LoggingListener.describe(served)).endsWith(" (Miss from cloudfront), for the user alice_1234567890");

        revocations.put("u/alice_1234567890", "zzzzzz");
        get("/a", ALICE);
        RequestEvent revoked = edge.event();
        assertThat(revoked.refused()).isTrue();
        assertThat(LoggingListener.describe(revoked)).startsWith("403 GET /a?mark=alice_1234567890")
                .endsWith(": logins of the user alice_1234567890 before 2038-12-24T05:45:35Z are revoked, "
                        + "for the user alice_1234567890");

        edge.get(edge.signed("/a"));
        assertThat(edge.event().user()).isEmpty();
    }

    /** Like a response that CloudFront's function makes. The page for status 403 does not replace it. */
    @Test
    @Assumed(value = "a sample of AWS says the contrary for Lambda@Edge", asks = "errors-function")
    void refusal_isThatOfTheFunction() {
        HttpResponse<String> unmarked = edge.get(edge.signed("/a"));

        assertThat(unmarked.statusCode()).isEqualTo(403);
        assertThat(unmarked.body()).isEmpty();
        assertThat(RunningEdge.header(unmarked, "Cache-Control")).isEqualTo("no-store");
        assertThat(RunningEdge.xCache(unmarked)).isEqualTo("FunctionGeneratedResponse from cloudfront");
        assertThat(get("/a", ALICE + "." + START + ".wrong".repeat(4)).statusCode()).isEqualTo(403);
        assertThat(origin.asked).isEmpty();
    }

    /** The gate's script leads to the login, which the page for status 403 cannot do. */
    @Test
    void browserThatOpensAPage_isLedToTheLogin() {
        HttpResponse<String> page = edge.get(edge.signed("/a"), "Accept", "text/html,application/xhtml+xml");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(RunningEdge.header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body()).contains("<script src=\"/private-access/denied.js\">",
                "<a href=\"/private-access/login\">");
    }

    @Test
    void revocation_concernsTheCacheToo() {
        assertThat(get("/a", ALICE).statusCode()).isEqualTo(200);
        revocations.put("u/alice_1234567890", "tp9io1");

        assertThat(get("/a", ALICE).statusCode()).isEqualTo(403);
        assertThat(get("/a", ALICE, LATER).statusCode()).isEqualTo(200);
        assertThat(get("/a", BOB).statusCode()).isEqualTo(200);

        revocations.put("all", "tp9io2");
        assertThat(get("/a", BOB).statusCode()).isEqualTo(403);
    }

    /**
     * A revoked user has many other marks, which all are genuine. Each is for a grant of its own, so it does not go with the
     * signature that the user still has.
     */
    @Test
    @Assumed(value = "the pages do not say whether a function sees the policy of a signed request", asks = {
            "function-sees-policy", "function-sees-policy-cookie" })
    void markOfAnotherGrant_isRefused() {
        String own = policy("/docs/*", 0);
        String exact = policy("/docs/a.pdf*", 0);
        String newer = policy("/docs/*", 1);
        String cookieMark = bound(TestMark.SECRET, ALICE, START, own);
        List<String> others = List.of(bound(TestMark.SECRET, BOB, START, newer),
                bound(TestMark.SECRET, ANONYMOUS, START, newer),
                bound(TestMark.SECRET, ALICE, LATER, newer), bound(TestMark.SECRET, ALICE, LATER, policy("/*", 0)),
                bound(TestMark.SECRET, BOB, START, policy("/tenant/*", 0)), bound(TestMark.PREVIOUS, ALICE, LATER, newer),
                bound(TestMark.SECRET, ALICE, LATER, policy("/docs/b.pdf", 0)),
                TestMark.of(TestMark.SECRET, ALICE, LATER, "/docs/a.pdf"),
                TestMark.withoutGrant(TestMark.SECRET, ALICE, LATER));

        for (boolean revoked : new boolean[] { false, true }) {
            if (revoked) {
                revocations.put("u/" + ALICE, LATER);
            }
            int expected = revoked ? 403 : 200;
            assertThat(withQuery(own, cookieMark)).isEqualTo(expected);
            assertThat(withQuery(exact, bound(TestMark.SECRET, ALICE, START, exact))).isEqualTo(expected);
            assertThat(withCookies(own, cookieMark)).isEqualTo(expected);
            for (String other : others) {
                assertThat(withQuery(own, other)).isEqualTo(403);
                assertThat(withQuery(exact, other)).isEqualTo(403);
                assertThat(withCookies(own, other)).isEqualTo(403);
            }
        }
        assertThat(withQuery(newer, bound(TestMark.SECRET, ALICE, LATER, newer))).as("a later login").isEqualTo(200);
    }

    private int withQuery(String policy, String mark) {
        return edge.get("/docs/a.pdf?mark=" + mark + "&" + AwsSigner.ecSha256().customQuery(policy)).statusCode();
    }

    private int withCookies(String policy, String mark) {
        return edge.get("/docs/a.pdf", "Cookie", cookies(policy, mark)).statusCode();
    }

    /** CloudFront reads the cookies, and the function must not read the policy of the mark in the query. */
    @Test
    void policyWithAnEncodedName_isRefused() {
        String own = policy("/*", 0);
        String other = policy("/a", 0);
        String mark = bound(TestMark.SECRET, ALICE, START, other);

        HttpResponse<String> response = edge.get(
                "/a?mark=" + mark + "&%50olicy=" + AwsSigner.encode(other.getBytes(StandardCharsets.US_ASCII)), "Cookie",
                cookies(own, mark));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(edge.event().problem())
                .contains("the query has the Policy parameter with a percent-encoded name");
    }

    /** CloudFront verifies the signature of the viewer's own URL, which has the mark. */
    @Test
    void markCannotBeAddedToACannedPolicy() {
        HttpResponse<String> response = edge
                .get(edge.signed("/a") + "&mark=" + TestMark.of(TestMark.SECRET, ALICE, START, "/a"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).as("of CloudFront, and not of the function").isEqualTo("page /private-access/denied");
    }

    @Test
    void openPathsAndTheApplication_needNoMark() {
        assertThat(edge.get("/public/a").statusCode()).isEqualTo(200);
        assertThat(edge.get("/private-access/login").body()).isEqualTo("page /private-access/login");
        assertThat(edge.get("/a").body()).as("without a signature").isEqualTo("page /private-access/denied");
    }
}
