package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.cache.CacheBehavior;
import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;

/** The function runs after the signature has been verified, and before the cache. */
class EdgePagesTest {

    @AutoClose
    private final TestOrigin origin = new TestOrigin(
            request -> request.response().setStatusCode(request.uri().startsWith("/docs/missing") ? 404 : 200)
                    .putHeader("Cache-Control", "max-age=60").end("content of " + request.uri()));
    @AutoClose
    private final TestOrigin application = new TestOrigin(request -> request.response().end("page " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(Distribution.builder(origin.origin())
            .behavior(CacheBehavior.application("/private-access/*")).application(() -> Optional.of(application.url()))
            .defaultBehavior(CacheBehavior.restricted("*", RunningEdge.TRUSTED)).defaultRootObject("start.html")
            .site(new Site(List.of(new SitePart("/docs/", Pages.DIRECTORIES), new SitePart("/app/", Pages.SPA),
                    new SitePart("/next/", Pages.HTML)), Optional.of("/docs/404.html")))
            .build());

    @Test
    @Assumed(value = "the pages do not say when a function runs", asks = { "function-order", "function-sees-path" })
    void signatureIsForTheUrlOfTheViewer() {
        assertThat(edge.get(edge.signed("/docs/guide/")).body()).isEqualTo("content of /docs/guide/index.html");
        assertThat(edge.get(edge.signed("/app/items/7?x=1")).body()).isEqualTo("content of /app/index.html?x=1");
        assertThat(edge.get(edge.signed("/next/guide?x=1")).body()).isEqualTo("content of /next/guide.html?x=1");

        String index = edge.signed("/app/index.html");
        assertThat(edge.get("/app/items/7" + index.substring(index.indexOf('?'))).statusCode()).isEqualTo(403);
        assertThat(edge.get("/docs/guide").statusCode()).as("no redirect without a signature").isEqualTo(403);
    }

    @Test
    void directoryWithoutSlash_isARedirect() {
        HttpResponse<String> response = edge.get(edge.signed("/docs/guide?x=1"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("/docs/guide/?x=1");
        assertThat(response.headers().firstValue("X-Cache")).contains("FunctionGeneratedResponse from cloudfront");
        assertThat(origin.asked).isEmpty();
    }

    @Test
    void routesOfAnApplication_shareOneObjectInTheCache() {
        edge.get(edge.signed("/app/a"));

        assertThat(edge.get(edge.signed("/app/b/c")).headers().firstValue("X-Cache")).contains("Hit from cloudfront");
        assertThat(origin.asked).hasSize(1);
    }

    @Test
    void pathsOfTheApplication_areLeftToIt() {
        assertThat(edge.get("/private-access/login").body()).isEqualTo("page /private-access/login");
        assertThat(edge.get("/private-access/").body()).isEqualTo("page /private-access/");
    }

    /** With the viewer's own URL signed, and not that of the page. */
    @Test
    @Assumed(value = "the pages do not say whether the page for a status must be signed", asks = "errors-missing")
    void missingFile_isThePageOfTheSiteForIt() {
        HttpResponse<String> response = edge.get(edge.signed("/docs/missing/"), "Range", "bytes=0-1", "Cookie", "a=1");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("content of /docs/404.html");
        assertThat(RunningEdge.xCache(response)).isEqualTo("Error from cloudfront");
        assertThat(origin.last().uri()).isEqualTo("/docs/404.html");
        assertThat(origin.last().headers().names()).doesNotContain("Range", "Cookie");
        assertThat(edge.get("/docs/missing/").statusCode()).as("without a signature").isEqualTo(403);
        assertThat(edge.send("HEAD", edge.signed("/docs/missing/")).body()).isEmpty();
    }

    /** A custom error response of CloudFront is for all behaviors. */
    @Test
    void missingPageOfTheApplication_isReplacedToo() {
        application.answer(request -> request.response().setStatusCode(404).end("none"));

        assertThat(edge.get("/private-access/none").body()).isEqualTo("content of /docs/404.html");
    }

    @Test
    void missingPageForMissingFiles_leavesTheirResponse() {
        origin.answer(request -> request.response().setStatusCode(404).end("none"));

        assertThat(edge.get(edge.signed("/docs/a/")).body()).isEqualTo("none");
        assertThat(edge.event().problem())
                .hasValue("the page for status 404, /docs/404.html, is not available: it has status 404");
    }

    @Test
    void root_isTheDefaultRootObjectUnlessItIsAPage() {
        assertThat(edge.get(edge.signed("/")).body()).isEqualTo("content of /start.html");
    }
}
