package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.TRUSTED;
import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;

class EdgeCorsTest {

    private static final String PAGE = "http://localhost:8080";

    @AutoClose
    private final TestOrigin origin = new TestOrigin(
            request -> request.response().putHeader("Access-Control-Allow-Origin", "http://origin.example")
                    .putHeader("Vary", "Accept").end("x"));

    @Test
    void otherOrigin_isServedButCannotRead() {
        try (RunningEdge edge = edge(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)) {
            origin.answer(request -> request.response().end("x"));
            HttpResponse<String> other = edge.get(edge.signed("/private/a"), "Origin", "http://b.example");
            HttpResponse<String> none = edge.get(edge.signed("/private/a"));

            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(header(other, "Vary")).containsIgnoringCase("origin");
            assertThat(header(none, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void corsHeaders_areNotCachedForAnotherOrigin() {
        try (RunningEdge edge = edge(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)) {
            edge.get("/a", "Origin", PAGE);

            assertThat(header(edge.get("/a", "Origin", PAGE + "1"), "Access-Control-Allow-Origin"))
                    .isEqualTo(PAGE + "1");
        }
    }

    @Test
    void variantsOfTheOrigin_areToldNextToThoseOfPages() {
        try (RunningEdge edge = edge(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)) {
            assertThat(edge.get("/a", "Origin", PAGE).headers().allValues("Vary"))
                    .usingElementComparator(String.CASE_INSENSITIVE_ORDER).containsExactly("Origin", "Accept");
        }
    }

    @Test
    void localhostOrigin_canReadResponsesWithCredentials() {
        try (RunningEdge edge = edge(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)) {
            for (String page : List.of("http://localhost:8080", "http://localhost", "https://127.0.0.1:8443",
                    "http://[::1]:1", "http://acme.localhost:8080")) {
                for (String target : List.of(edge.signed("/private/a"), edge.signed("/private/a"), "/private/a")) {
                    HttpResponse<String> response = edge.get(target, "Origin", page);
                    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(page);
                    assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
                    assertThat(header(response, "Vary")).containsIgnoringCase("origin");
                }
            }
            for (String page : List.of("http://localhost.evil.example", "http://localhost:8080.evil.example",
                    "http://localhost:", "http://evil.example:8080", "null", "http://localhost:*",
                    "http://*.localhost:8080", "http://a.b.localhost:8080", "http://acme.localhost.evil.example")) {
                assertThat(header(edge.get("/private/a", "Origin", page), "Access-Control-Allow-Origin")).isEmpty();
            }
        }
    }

    @Test
    void preflight_needsNoSignature() {
        try (RunningEdge edge = edge(CorsPolicy.LOOPBACK_WITH_CREDENTIALS)) {
            HttpResponse<String> preflight = edge.send("OPTIONS", "/private/a", "Origin", PAGE,
                    "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "range");
            HttpResponse<String> other = edge.send("OPTIONS", "/private/a", "Origin", "http://b.example",
                    "Access-Control-Request-Method", "GET");

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
            assertThat(header(preflight, "Access-Control-Allow-Headers")).isEqualTo("range");
            assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(header(other, "Access-Control-Allow-Methods")).isEmpty();
            assertThat(origin.asked).isEmpty();
            assertThat(edge.event().refused()).isFalse();
        }
    }

    @Test
    void originHeaders_withoutCorsPolicy_stayAsTheyAre() {
        try (RunningEdge edge = edge(CorsPolicy.NONE)) {
            assertThat(header(edge.get("/a", "Origin", PAGE), "Access-Control-Allow-Origin"))
                    .isEqualTo("http://origin.example");
            assertThat(header(edge.get("/private/a", "Origin", PAGE), "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private RunningEdge edge(CorsPolicy cors) {
        return RunningEdge.of(Distribution.builder(origin.origin()).cors(cors)
                .behavior(CacheBehavior.restricted("/private/*", TRUSTED)).build());
    }
}
