package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;
import io.quarkiverse.cloudfront.edge.function.TestMark;

/** A link opens its own directory, and does not move anybody who has other cookies. */
class EdgeDirectoryLinksTest {

    private static final String ALICE = "alice_1234567890";
    private static final String BOB = "bob___1234567890";

    private final Map<String, String> revocations = new ConcurrentHashMap<>();

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().end(request.uri() + " for "
            + request.getHeader("Cookie")));
    @AutoClose
    private final RunningEdge plain = RunningEdge.of(restricted().build());
    @AutoClose
    private final RunningEdge marked = RunningEdge.of(restricted().marks(new MarkCheck(List.of(MarkKey.of(TestMark.SECRET)),
            true, key -> Optional.ofNullable(revocations.get(key)))).build());
    @AutoClose
    private final RunningEdge without = RunningEdge.of(restricted().directories(false).build());

    private Distribution.Builder restricted() {
        return Distribution.builder(origin.origin()).defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED))
                .site(new Site(List.of(new SitePart("/site/", Pages.DIRECTORIES)))).directories(true);
    }

    private static String query(RunningEdge edge, String resource, String user) {
        String policy = "{\"Statement\":[{\"Resource\":\"" + edge.url(resource)
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + edge.later().getEpochSecond() + "}}}]}";
        String mark = TestMark.of(TestMark.SECRET, user, "tp9io0",
                AwsSigner.encode(policy.getBytes(StandardCharsets.US_ASCII)));
        return (user.isEmpty() ? "" : "mark=" + mark + "&") + AwsSigner.ecSha256().customQuery(policy);
    }

    private static HttpResponse<String> open(RunningEdge edge, String page, String resource, String user, String... headers) {
        return edge.get(page + (page.indexOf('?') < 0 ? "?" : "&") + "open-directory&" + query(edge, resource, user), headers);
    }

    private static List<String> set(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie");
    }

    /** As a browser sends them back. */
    private static String cookies(HttpResponse<String> response) {
        return set(response).stream().map(cookie -> cookie.substring(0, cookie.indexOf(';'))).collect(Collectors.joining("; "));
    }

    @Test
    @Assumed(value = "the pages do not say whether a function sees the policy and signature of a signed request", asks = {
            "function-sees-parameters", "function-sees-policy", "function-sees-cookies" })
    void link_becomesCookiesOfItsDirectory() {
        HttpResponse<String> opened = open(plain, "/reports/7/index.html?lang=en", "/reports/7/*", "");

        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(opened.headers().firstValue("Location")).contains("/reports/7/index.html?lang=en");
        assertThat(opened.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(opened.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(set(opened)).hasSize(4).allMatch(cookie -> cookie
                .endsWith("; Path=/reports/7/; Expires=Tue, 24 Nov 2026 14:15:00 GMT; Secure; HttpOnly; SameSite=Lax"));
        assertThat(origin.asked).isEmpty();
        String cookies = cookies(opened);
        assertThat(plain.get("/reports/7/index.html?lang=en", "Cookie", cookies).body())
                .startsWith("/reports/7/index.html?lang=en for");
        assertThat(plain.get("/reports/7/img/a.png", "Cookie", cookies).statusCode()).isEqualTo(200);
        assertThat(plain.get("/reports/8/index.html", "Cookie", cookies).statusCode()).isEqualTo(403);
        plain.clock.advance(Duration.ofMinutes(15));
        assertThat(plain.get("/reports/7/img/a.png", "Cookie", cookies).statusCode()).isEqualTo(403);
    }

    @Test
    void linkWithoutTheFunction_isASignedUrl() {
        HttpResponse<String> answer = open(without, "/reports/7/a.html", "/reports/7/*", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(set(answer)).isEmpty();
    }

    /** The function comes after the signature. */
    @Test
    void unsignedOrExpiredLink_isRefused() {
        String query = query(plain, "/reports/7/*", "");

        assertThat(plain.get("/reports/7/a.html?open-directory").statusCode()).isEqualTo(403);
        assertThat(plain.get("/reports/8/a.html?open-directory&" + query).statusCode()).isEqualTo(403);
        assertThat(plain.get("/reports/7/a.html?open-directory&" + query.replaceFirst("Signature=.", "Signature=A"))
                .statusCode()).isEqualTo(403);
        plain.clock.advance(Duration.ofMinutes(15));
        HttpResponse<String> expired = plain.get("/reports/7/a.html?open-directory&" + query);
        assertThat(expired.statusCode()).isEqualTo(403);
        assertThat(set(expired)).isEmpty();
    }

    /** Bob's link leads Alice to the page as herself, whichever path her cookies have. */
    @ParameterizedTest
    @ValueSource(strings = { "/*", "/reports/*", "/reports/7/*" })
    void cookiesOfAnotherUser_stay(String resource) {
        String ofAlice = "CloudFront-" + query(marked, resource, ALICE).replaceFirst("^(mark=[^&]*)&(.*)$", "$2&$1")
                .replace("&mark=", "; q_cloudfront_mark=").replace("&", "; CloudFront-");

        HttpResponse<String> link = open(marked, "/reports/7/a.html", "/reports/7/*", BOB, "Cookie", ofAlice);

        assertThat(link.statusCode()).isEqualTo(302);
        assertThat(link.headers().firstValue("Location")).contains("/reports/7/a.html");
        assertThat(set(link)).isEmpty();
        marked.event();
        assertThat(marked.get("/reports/7/a.html", "Cookie", ofAlice).statusCode()).isEqualTo(200);
        assertThat(marked.event().user()).contains(ALICE);
    }

    /** Her cookies decide, even if they do not cover the page. */
    @Test
    void cookiesThatDoNotCoverThePage_stay() {
        String ofGate = "CloudFront-" + query(plain, "/docs/*", "").replace("&", "; CloudFront-");

        HttpResponse<String> link = open(plain, "/reports/7/a.html", "/reports/7/*", "", "Cookie", ofGate);

        assertThat(set(link)).isEmpty();
        assertThat(link.statusCode()).isEqualTo(302);
        assertThat(plain.get("/reports/7/a.html", "Cookie", ofGate).statusCode()).isEqualTo(403);
        assertThat(plain.get("/docs/a.html", "Cookie", ofGate).statusCode()).isEqualTo(200);
    }

    @Test
    void mark_becomesACookie_andARevocationEndsIt() {
        HttpResponse<String> opened = open(marked, "/reports/7/a.html", "/reports/7/*", ALICE);
        String cookies = cookies(opened);

        assertThat(set(opened)).hasSize(5).last().asString().startsWith("q_cloudfront_mark=" + ALICE)
                .contains("; Path=/reports/7/; ");
        assertThat(opened.headers().firstValue("Location")).contains("/reports/7/a.html");
        assertThat(marked.get("/reports/7/b.html", "Cookie", cookies).body()).isEqualTo("/reports/7/b.html for null");
        revocations.put("u/" + ALICE, "zzzzzz");
        assertThat(marked.get("/reports/7/b.html", "Cookie", cookies).statusCode()).isEqualTo(403);
        HttpResponse<String> revoked = open(marked, "/reports/7/a.html", "/reports/7/*", ALICE);
        assertThat(revoked.statusCode()).isEqualTo(403);
        assertThat(set(revoked)).isEmpty();
    }

    /** Its cookies would also be sent for files that its policy does not cover. */
    @ParameterizedTest
    @ValueSource(strings = { "/*/7/*", "/reports/?/*", "/reports*", "/*/*", "/reports/7/a*", "/reports/7/a.html*" })
    void resourceOfMoreThanADirectory_setsNothing(String resource) {
        HttpResponse<String> link = open(plain, "/reports/7/a.html", resource, "");

        assertThat(link.statusCode()).isEqualTo(200);
        assertThat(set(link)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "/%C3%9Cbung/a.html,/%C3%9Cbung/*,/%C3%9Cbung/", "/reports/a%2Fb/c.html,/reports/a%2Fb/*,/reports/a%2Fb/",
            "/reports/7/b/c/d.html,/reports/7/*,/reports/7/", "/site/,/site/*,/site/", "/site/guide,/site/*,/site/",
            "/a.html,/*,/" })
    void path_isTheLiteralPrefixOfTheResource(String page, String resource, String path) {
        HttpResponse<String> link = open(plain, page, resource, "");

        assertThat(link.headers().firstValue("Location")).contains(page);
        assertThat(set(link)).hasSize(4).allMatch(cookie -> cookie.contains("; Path=" + path + "; "));
        assertThat(plain.get(page, "Cookie", cookies(link)).statusCode()).isIn(200, 302);
    }

    /** The cookies do not have a domain, and the policy has the host of one tenant. */
    @Test
    void linkOfATenant_opensTheDirectoryOfThisTenant() {
        String base = "http://acme.localhost:" + plain.edge.port();
        String policy = "{\"Statement\":[{\"Resource\":\"" + base + "/reports/7/*\",\"Condition\":{\"DateLessThan\":{"
                + "\"AWS:EpochTime\":" + plain.later().getEpochSecond() + "}}}]}";
        String query = AwsSigner.ecSha256().customQuery(policy);
        String cookies = "Cookie: CloudFront-" + query.replace("&", "; CloudFront-");

        assertThat(ofTenant("acme", "/reports/7/a.html?open-directory&" + query)).startsWith("HTTP/1.1 302")
                .contains("; Path=/reports/7/; ").doesNotContain("Domain=").doesNotContain("acme.localhost");
        assertThat(ofTenant("globex", "/reports/7/a.html?open-directory&" + query)).startsWith("HTTP/1.1 403")
                .doesNotContainIgnoringCase("Set-Cookie:");
        assertThat(ofTenant("acme", "/reports/7/b.html", cookies)).startsWith("HTTP/1.1 200");
        assertThat(ofTenant("globex", "/reports/7/b.html", cookies)).startsWith("HTTP/1.1 403");
    }

    private String ofTenant(String tenant, String target, String... headers) {
        return plain.raw("GET " + target + " HTTP/1.1\r\nHost: " + tenant + ".localhost:" + plain.edge.port()
                + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n");
    }

    /** A redirect to //evil.example leads to another host. */
    @Test
    void linkToAnotherHost_isNotFollowed() {
        String target = "//evil.example/a?open-directory&" + query(plain, "/*", "");

        assertThat(plain.rawGet(target)).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("Location:", "Set-Cookie:");
    }

    /** A form of another site does not send cookies that are SameSite=Lax. */
    @ParameterizedTest
    @ValueSource(strings = { "HEAD", "OPTIONS", "POST" })
    void otherMethods_setNothing(String method) {
        HttpResponse<String> link = plain.send(method, "/reports/7/a.html?open-directory&" + query(plain, "/reports/7/*", ""));

        assertThat(link.statusCode()).isNotEqualTo(302);
        assertThat(set(link)).isEmpty();
    }

    /** The parameter is the viewer's own if there is no custom policy in the query. */
    @Test
    void ownParameter_reachesTheOrigin() {
        String cookies = cookies(open(plain, "/reports/7/a.html", "/reports/7/*", ""));

        assertThat(plain.get("/reports/7/a.html?open-directory", "Cookie", cookies).body())
                .startsWith("/reports/7/a.html?open-directory for");
        assertThat(plain.get(plain.signed("/reports/7/a.html?open-directory")).body())
                .startsWith("/reports/7/a.html?open-directory for");
    }
}
