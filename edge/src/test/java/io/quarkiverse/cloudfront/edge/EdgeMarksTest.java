package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.Marks;
import io.quarkiverse.cloudfront.edge.function.TestMark;

/** Marks are checked after the signature, and removed before the cache. */
class EdgeMarksTest {

    private static final String ALICE = TestMark.of(TestMark.SECRET, "alice_1234567890", "tp9io0");
    private static final String BOB = TestMark.of(TestMark.SECRET, "bob___1234567890", "tp9io0");

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
            .marks(new Marks(List.of(MarkKey.of(TestMark.SECRET)), true, key -> Optional.ofNullable(revocations.get(key))))
            .build());

    private HttpResponse<String> get(String target, String mark) {
        return edge.get(edge.signed(target + (target.indexOf('?') < 0 ? "?" : "&") + "mark=" + mark));
    }

    /** The second user gets the copy of the first one, and neither the origin nor the other user sees a mark. */
    @Test
    void usersShareOneCopyInTheCache() {
        HttpResponse<String> first = get("/film.mp4?x=1", ALICE);
        HttpResponse<String> second = get("/film.mp4?x=1", BOB);
        HttpResponse<String> third = edge.get(edge.signed("/film.mp4?x=1"), "Cookie", "q_cloudfront_mark=" + BOB);

        assertThat(RunningEdge.xCache(first)).isEqualTo("Miss from cloudfront");
        assertThat(RunningEdge.xCache(second)).isEqualTo(RunningEdge.xCache(third)).isEqualTo("Hit from cloudfront");
        assertThat(first.body()).isEqualTo(second.body()).isEqualTo(third.body())
                .isEqualTo("content of /film.mp4?x=1 for null");
        assertThat(second.headers().map().toString()).doesNotContain("mark", "alice");
        assertThat(origin.asked).hasSize(1);
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
    void refusal_isThatOfTheFunction() {
        HttpResponse<String> unmarked = edge.get(edge.signed("/a"));

        assertThat(unmarked.statusCode()).isEqualTo(403);
        assertThat(unmarked.body()).isEmpty();
        assertThat(RunningEdge.header(unmarked, "Cache-Control")).isEqualTo("no-store");
        assertThat(RunningEdge.xCache(unmarked)).isEqualTo("FunctionGeneratedResponse from cloudfront");
        assertThat(get("/a", TestMark.of(TestMark.OTHER, "alice_1234567890", "tp9io0")).statusCode()).isEqualTo(403);
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
        assertThat(get("/a", TestMark.of(TestMark.SECRET, "alice_1234567890", "tp9io1")).statusCode()).isEqualTo(200);
        assertThat(get("/a", BOB).statusCode()).isEqualTo(200);

        revocations.put("all", "tp9io2");
        assertThat(get("/a", BOB).statusCode()).isEqualTo(403);
    }

    /** CloudFront verifies the signature of the viewer's own URL, which has the mark. */
    @Test
    void markCannotBeAddedToACannedPolicy() {
        HttpResponse<String> response = edge.get(edge.signed("/a") + "&mark=" + ALICE);

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
