package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RunningEdge.header;
import static io.quarkiverse.cloudfront.edge.RunningEdge.xCache;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.cache.ObjectCache;

class EdgeCacheTest {

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().putHeader("Cache-Control", "max-age=60")
            .putHeader("ETag", "\"v1\"").end("content of " + request.uri()));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(origin.origin());

    @Test
    void viewersWithDifferentSignatures_shareOneObject() {
        HttpResponse<String> first = edge.get(edge.signed("/private/a"));
        edge.clock.advance(Duration.ofSeconds(7));
        HttpResponse<String> second = edge.get(edge.signed(AwsSigner.ecSha256(), "/private/a"));
        HttpResponse<String> third = edge.get("/private/a", "Cookie",
                AwsSigner.rsaSha1().customCookies(edge.url("/private/*"), edge.later()));

        assertThat(xCache(first)).isEqualTo("Miss from cloudfront");
        assertThat(xCache(second)).isEqualTo("Hit from cloudfront");
        assertThat(xCache(third)).isEqualTo("Hit from cloudfront");
        assertThat(header(second, "Age")).isEqualTo("7");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(origin.asked).hasSize(1);
        assertThat(edge.event().cacheResult()).isEqualTo(CacheResult.MISS);
        assertThat(edge.event().cacheResult()).isEqualTo(CacheResult.HIT);
    }

    @Test
    void ownQuery_distinguishesObjects() {
        edge.get("/a");
        edge.rawGet("/a?");
        edge.get("/a?x=1&y=2");
        edge.get("/a?y=2&x=1");

        assertThat(origin.asked).extracting(TestOrigin.Asked::uri).containsExactly("/a", "/a?", "/a?x=1&y=2", "/a?y=2&x=1");
    }

    @Test
    void cachedObject_isNotServedWithoutASignature() {
        edge.get(edge.signed("/private/a"));

        assertThat(edge.get("/private/a").statusCode()).isEqualTo(403);
        assertThat(edge.get("/private/a", "If-None-Match", "\"v1\"").statusCode()).isEqualTo(403);
        assertThat(edge.get("/private/a", "Range", "bytes=0-1").statusCode()).isEqualTo(403);
        String signed = edge.signed("/private/a");
        edge.clock.advance(Duration.ofMinutes(15));
        assertThat(edge.get(signed).statusCode()).isEqualTo(403);
    }

    @Test
    void staleObject_isRevalidatedByTheOrigin() {
        edge.get("/a");
        edge.clock.advance(Duration.ofSeconds(59));
        assertThat(xCache(edge.get("/a"))).isEqualTo("Hit from cloudfront");
        edge.clock.advance(Duration.ofSeconds(1));
        origin.answer(request -> request.response().setStatusCode(304).end());

        HttpResponse<String> confirmed = edge.get("/a");
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(confirmed.body()).isEqualTo("content of /a");
        assertThat(xCache(confirmed)).isEqualTo("RefreshHit from cloudfront");
        assertThat(origin.last().headers().get("If-None-Match")).isEqualTo("\"v1\"");

        assertThat(xCache(edge.get("/a"))).isEqualTo("Hit from cloudfront");
        assertThat(header(edge.get("/a"), "Age")).isEqualTo("0");
        assertThat(origin.asked).hasSize(2);
    }

    @Test
    void changedObject_replacesTheOldOne() {
        edge.get("/a");
        edge.clock.advance(Duration.ofMinutes(2));
        origin.answer(request -> request.response().end("new content"));

        assertThat(edge.get("/a").body()).isEqualTo("new content");
        assertThat(xCache(edge.get("/a"))).isEqualTo("Hit from cloudfront");
        assertThat(edge.get("/a").body()).isEqualTo("new content");
    }

    @Test
    void rangesAndConditions_areAnsweredFromARevalidatedObject() {
        edge.get("/a");
        edge.clock.advance(Duration.ofMinutes(2));
        origin.answer(request -> request.response().setStatusCode(304).end());
        HttpResponse<String> range = edge.get("/a", "Range", "bytes=0-6");
        edge.clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> condition = edge.get("/a", "If-None-Match", "\"v1\"");
        edge.clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> head = edge.send("HEAD", "/a");

        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo("content");
        assertThat(condition.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("13");
        assertThat(origin.last().headers().contains("Range")).isFalse();
    }

    @Test
    void objectWithoutCachingHeaders_isCachedForTheDefaultTtl() {
        origin.answer(request -> request.response().end("x"));
        edge.get("/a");
        edge.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(xCache(edge.get("/a"))).isEqualTo("Hit from cloudfront");
        edge.clock.advance(Duration.ofSeconds(1));
        assertThat(xCache(edge.get("/a"))).isEqualTo("Miss from cloudfront");
    }

    @Test
    void largeObjectOfUnknownLength_isNotCached() {
        origin.answer(request -> request.response().setChunked(true).end("x".repeat(ObjectCache.MAX_OBJECT_BYTES + 1)));
        edge.get("/a");

        assertThat(xCache(edge.get("/a"))).isEqualTo("Miss from cloudfront");
    }

    @ParameterizedTest
    @ValueSource(strings = { "no-store", "private, max-age=60", "no-cache", "max-age=0", "max-age=60, s-maxage=0" })
    void uncacheableResponse_isNotCached(String cacheControl) {
        origin.answer(request -> request.response().putHeader("Cache-Control", cacheControl).end("x"));
        edge.get("/a");

        assertThat(xCache(edge.get("/a"))).isEqualTo("Miss from cloudfront");
    }

    @ParameterizedTest
    @ValueSource(ints = { 203, 204, 206, 301, 404, 500, 503 })
    void partialResponse_isNotCached(int status) {
        origin.answer(request -> {
            request.response().setStatusCode(status).putHeader("Cache-Control", "public, max-age=60");
            if (status == 204) {
                request.response().end();
            } else {
                request.response().end("x");
            }
        });
        edge.get("/a");

        assertThat(edge.get("/a").statusCode()).isEqualTo(status);
        assertThat(origin.asked).hasSize(2);
    }

    @Test
    void responseToHead_isNotCachedAsTheObject() {
        assertThat(header(edge.send("HEAD", "/a"), "X-Cache")).isEqualTo("Miss from cloudfront");

        HttpResponse<String> whole = edge.get("/a");
        assertThat(xCache(whole)).isEqualTo("Miss from cloudfront");
        assertThat(whole.body()).isEqualTo("content of /a");
    }

    @Test
    void chunkedResponse_isCached() {
        origin.answer(request -> {
            request.response().setChunked(true).write("one ");
            request.response().write("two ");
            request.response().end("three");
        });
        edge.get("/a");

        HttpResponse<String> hit = edge.get("/a");
        assertThat(xCache(hit)).isEqualTo("Hit from cloudfront");
        assertThat(hit.body()).isEqualTo("one two three");
        assertThat(header(hit, "Content-Length")).isEqualTo("13");
        assertThat(header(hit, "Transfer-Encoding")).isEmpty();
    }

    @Test
    void cookieOfTheOrigin_isRemoved() {
        origin.answer(request -> request.response().putHeader("Set-Cookie", "session=secret").end("x"));

        assertThat(header(edge.get("/a"), "Set-Cookie")).isEmpty();
        assertThat(header(edge.get("/a"), "Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "no-cache", "max-age=0", "max-age=rubbish", "no-store" })
    void cacheControlOfAViewer_isIgnored(String cacheControl) {
        edge.get("/a");

        HttpResponse<String> hit = edge.get("/a", "Cache-Control", cacheControl, "Pragma", "no-cache");
        assertThat(xCache(hit)).isEqualTo("Hit from cloudfront");
        assertThat(hit.body()).isEqualTo("content of /a");
    }
}
