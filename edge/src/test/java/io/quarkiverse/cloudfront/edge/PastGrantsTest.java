package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.fixtures.past.FunctionRun.Request;
import io.quarkiverse.cloudfront.signer.fixtures.past.PastSet;

/** URLs, cookies, and marks that earlier versions have made. */
class PastGrantsTest {

    private static final String ADDRESS = "203.0.113.7";

    static List<PastSet> sets() {
        return PastSet.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void earlierUrls_areAccepted(PastSet set) {
        set.entries("urls.properties").forEach((name, url) -> assertThat(verify(set, url, List.of())).as(name)
                .contains(set.expected("urls", name)));
    }

    /** The names of cookies follow the name of their grant and a slash. */
    @ParameterizedTest
    @MethodSource("sets")
    void earlierCookies_areAccepted(PastSet set) {
        Map<String, List<ViewerRequest.Cookie>> grants = new LinkedHashMap<>();
        set.entries("cookies.properties").forEach((name, header) -> grants
                .computeIfAbsent(name.substring(0, name.indexOf('/')), none -> new ArrayList<>())
                .addAll(ViewerRequest.Cookie.parse(header.substring(0, header.indexOf(';')))));

        assertThat(grants).isNotEmpty().allSatisfy((name, cookies) -> {
            String scheme = name.equals("marked") ? "http" : "https";
            assertThat(verify(set, scheme + "://media.example.com/albums/7/summit.jpg", cookies))
                    .contains(set.expected("cookies", name));
        });
    }

    private static String verify(PastSet set, String url, List<ViewerRequest.Cookie> cookies) {
        URI parsed = URI.create(url);
        Verdict verdict = new Verifier(Clock.fixed(set.writtenAt(), ZoneOffset.UTC)).verify(
                new ViewerRequest(parsed.getScheme(), parsed.getHost(), Request.of(url).target(), cookies, ADDRESS),
                new KeyGroup("past", set.publicKeys()));
        return verdict instanceof Verdict.Refused refused ? refused.reason().sentence() : PastSet.ACCEPTED;
    }

    /** Their signatures are valid. The check of marks decides. */
    @ParameterizedTest
    @MethodSource("sets")
    void earlierMarks_areChecked(PastSet set) {
        check(set, "marked", false);
        check(set, "marked-unbound", true);
    }

    private static void check(PastSet set, String file, boolean unbound) {
        Map<String, String> store = set.entries("store.properties");
        MarkCheck marks = new MarkCheck(List.of(MarkKey.of(set.decoded("mark-secret")),
                MarkKey.of(set.decoded("previous-mark-secret"))), true, unbound, key -> Optional.ofNullable(store.get(key)));
        try (TestOrigin origin = new TestOrigin(request -> request.response().end("file"));
                RunningEdge edge = RunningEdge.of(Distribution.builder(origin.origin()).marks(marks)
                        .defaultBehavior(CacheBehavior.restricted("*", new KeyGroup("past", set.publicKeys()))).build())) {
            edge.clock.advance(Duration.between(edge.clock.instant(), set.writtenAt()));
            set.entries("marked.properties").forEach((name, grant) -> {
                Request request = Request.of(grant);
                String response = edge.raw("GET " + request.target() + " HTTP/1.1\r\nHost: media.example.com\r\n"
                        + (request.cookies().isEmpty() ? "" : "Cookie: " + request.cookies() + "\r\n")
                        + "Connection: close\r\n\r\n");

                assertThat(response).as("%s, %s", file, name).matches("(?s)HTTP/1.1 (200|403) .*");
                assertThat(response.startsWith("HTTP/1.1 200") ? PastSet.ACCEPTED : LoggingListener.describe(edge.event()))
                        .as("%s, %s", file, name).contains(set.expected(file, name));
                if (response.startsWith("HTTP/1.1 200")) {
                    edge.event();
                }
            });
        }
    }
}
