package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer.AwaitedCookies;
import io.vertx.core.http.HttpMethod;

class ViewerTest {

    private static final String CACHE_CONTROL = "Cache-Control";

    private Exchange exchange = new Exchange();

    private static void grantCookies(Exchange exchange) {
        exchange.viewer().grants().grant(new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", "x",
                Optional.empty(), "/", SameSite.LAX, true, true))), Instant.ofEpochSecond(2_000_000_000),
                new CookieOwner("", "alice"));
    }

    private static long maxAge(Exchange exchange) {
        assertThat(exchange.header(CACHE_CONTROL)).startsWith("private, max-age=");
        return Long.parseLong(exchange.header(CACHE_CONTROL).substring("private, max-age=".length()));
    }

    /** People share browsers. Otherwise, a cache could give one user's URLs to the next one. */
    @Test
    void signedUrl_isCachedForTheUserOfTheRequest() {
        for (String authorization : List.of("Bearer x", "bearer x", "DPoP x")) {
            assertThat(caching(new Exchange().send("Authorization", authorization))).startsWith("private, max-age=");
        }
        assertThat(caching(new Exchange().cookie("session", "x"))).startsWith("private, max-age=");
        assertThat(exchange.respond(200).header("Vary")).isNull();
    }

    /** The browser adds them after it has asked its cache. */
    @Test
    void userThatTheBrowsersCacheDoesNotKnow_asksAgain() {
        for (String authorization : List.of("Basic x", "basic x", "Digest x", "Negotiate x", "Bearer", "")) {
            assertThat(caching(new Exchange().send("Authorization", authorization))).as(authorization)
                    .isEqualTo("private, no-cache");
        }
        assertThat(caching(new Exchange().certificate())).isEqualTo("private, no-cache");
        assertThat(caching(new Exchange().certificate().cookie("a", "b").header(CACHE_CONTROL, "max-age=5")))
                .isEqualTo("private, no-cache");
    }

    private static String caching(Exchange exchange) {
        exchange.header("Vary", "Origin").viewer().limitCaching(Instant.now().plusSeconds(900), "A#b");
        exchange.respond(200);
        assertThat(exchange.headers().getAll("Vary")).containsExactly("Origin", "Cookie, Authorization");
        return exchange.header(CACHE_CONTROL);
    }

    @Test
    void ipv4_isTheAddressOfTheConnection() {
        assertThat(exchange.from("203.0.113.9").viewer().ipv4()).isEqualTo("203.0.113.9");
    }

    @Test
    void ipv6_cannotBeNamedInAPolicy() {
        exchange.from("2001:db8::1");

        assertThatThrownBy(() -> exchange.viewer().ipv4())
                .hasFieldOrPropertyWithValue("reason", Reason.VIEWER_ADDRESS_NOT_USABLE)
                .hasMessageContaining("its address is IPv6");
    }

    @ParameterizedTest
    @ValueSource(strings = { "192.0.2.0/24", "*", "unknown", "0", "192.0.2.7 , 192.0.2.8" })
    void forwardedText_cannotBeNamedInAPolicy(String forwarded) {
        exchange.from(forwarded);

        assertThatThrownBy(() -> exchange.viewer().ipv4())
                .hasFieldOrPropertyWithValue("reason", Reason.VIEWER_ADDRESS_NOT_USABLE)
                .hasMessageContaining("not an IP address");
    }

    @Test
    void bindToIp_needsAViewer() {
        assertThat(Viewer.addressOf(exchange.from("203.0.113.9").viewer())).isEqualTo("203.0.113.9");
        assertThatThrownBy(() -> Viewer.addressOf(null)).hasFieldOrPropertyWithValue("reason", Reason.NO_REQUEST)
                .hasMessage("bindToIp requires a viewer, but there is no current HTTP request");
    }

    @Test
    void receipts_areFoundByTheirName() {
        assertThat(Viewer.hasReceipts(exchange.context())).isFalse();
        assertThat(Viewer.hasReceipts(exchange.cookie("q_session", "x").context())).isFalse();
        assertThat(Viewer.hasReceipts(exchange.cookie(CookieReceipt.PREFIX + "0", "x").context())).isTrue();
    }

    @Test
    void viewerOfARequest_writesItsHeadersOnce() {
        assertThat(Viewer.of(exchange.context())).isSameAs(exchange.viewer());
        exchange.viewer().limitCaching(Instant.EPOCH, "Album.list");
        assertThat(exchange.viewer().hasHeaders()).isFalse();

        assertThat(exchange.respond(200).headers().getAll(CACHE_CONTROL)).hasSize(1);
        assertThat(exchange.viewer().hasHeaders()).isTrue();
    }

    @Test
    void headersAreWrittenLast_ifThatIsRegistered() {
        new LastHeaders().handle(exchange.context());
        exchange.context().addHeadersEndHandler(ignored -> exchange.header(CACHE_CONTROL, "public"));
        exchange.viewer().limitCaching(Instant.EPOCH, "Album.list");

        assertThat(exchange.isPassedOn()).isTrue();
        assertThat(exchange.respond(200).headers().getAll(CACHE_CONTROL)).containsExactly("private, max-age=0");
        Exchange without = new Exchange();
        new LastHeaders().handle(without.context());
        assertThat(without.respond(200).headers().names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "200, 500,", "399, 500,", "204, 500, 0", "205, 500, 0", "304, 500, 0", "400, 400," })
    void headBeforeItsCookies_becomesAnError(int status, int sent, String length) {
        AwaitedCookies cookies = new AwaitedCookies("Album.list");
        exchange.viewer().grants().await(cookies);
        try (LogCapture log = new LogCapture(Viewer.class)) {
            exchange.begin(status);

            assertThat(exchange.status()).isEqualTo(sent);
            assertThat(exchange.header("Content-Length")).isEqualTo(length);
            if (status < 400) {
                assertThat(log.take()).singleElement().asString().startsWith("ERROR Album.list: the head of the response was "
                        + "sent before its signed cookies were set, so its status was changed to 500. If the method");
            } else {
                assertThat(log.take()).isEmpty();
            }
        }
    }

    @Test
    void headAfterItsCookies_staysAsItIs() {
        AwaitedCookies cookies = new AwaitedCookies("Album.list");
        exchange.viewer().grants().await(cookies);
        exchange.viewer().grants().settle(cookies);

        assertThat(exchange.begin(200).status()).isEqualTo(200);
    }

    @Test
    void signedUrls_areCachedNoLongerThanTheFirstExpires() {
        Instant before = Instant.now();
        exchange.viewer().limitCaching(before.plusSeconds(900), "Album.list");
        exchange.viewer().limitCaching(before.plusSeconds(300), "Album.list");
        exchange.viewer().limitCaching(before.plusSeconds(600), "Album.list");
        exchange.respond(200);

        // whole seconds, as those of a policy
        assertThat(before.plusSeconds(maxAge(exchange)).toEpochMilli())
                .isLessThanOrEqualTo((before.getEpochSecond() + 300) * 1000);
        assertThat(maxAge(exchange)).isPositive();
    }

    @Test
    void urlsThatCanBeRevoked_areNotUsedAgainWithoutAsking() {
        exchange.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");
        exchange.viewer().urlsCanBeRevoked();

        assertThat(exchange.respond(200).headers().get(CACHE_CONTROL)).isEqualTo("private, no-cache");
    }

    @Test
    void expiredUrls_areNotCached() {
        exchange.viewer().limitCaching(Instant.EPOCH, "Album.list");

        assertThat(maxAge(exchange.respond(200))).isZero();
    }

    @Test
    void validators_areReplacedByATagOfThisResponse() {
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Exchange each = new Exchange();
            each.header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            each.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");
            each.header("ETag", "\"v1\"").respond(200);

            assertThat(each.headers().get("Last-Modified")).isNull();
            // a weak one would have some caches ask with a date
            assertThat(each.headers().getAll("ETag")).singleElement().asString().matches("\"[0-9a-f]+\"");
            assertThat(tags.add(each.headers().get("ETag"))).isTrue();
        }
    }

    @Test
    void responseWithoutSignedUrls_staysAsItIs() {
        exchange.viewer();

        assertThat(exchange.respond(200).headers().names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "GET,204,'private, no-cache'", "GET,205,'private, no-cache'", "GET,304,'private, no-cache'",
            "HEAD,200,'private, no-cache'", "HEAD,303,'private, max-age=0'", "GET,303,'private, max-age=0'",
            "GET,400,'private, no-cache'", "GET,404,'private, no-cache'", "GET,500,'private, no-cache'" })
    void caching_dependsOnWhatTheResponseHas(String method, int status, String expected) {
        exchange.method(HttpMethod.valueOf(method)).viewer().limitCaching(Instant.EPOCH, "Album.list");

        assertThat(exchange.respond(status).header(CACHE_CONTROL)).isEqualTo(expected);
    }

    private static List<Arguments> restrictions() {
        return List.of(arguments("no-store", "private, no-store"), arguments("no-store, public", "private, no-store"),
                arguments("No-Cache", "private, no-cache"), arguments("no-cache=\"Set-Cookie\"", "private, no-cache"),
                arguments("private", "private, max-age=900"), arguments("private, max-age=60", "private, max-age=60"),
                arguments("private, max-age=3600", "private, max-age=900"), arguments("max-age=\"60\"", "private, max-age=60"),
                arguments("max-age=60, max-age=30", "private, max-age=30"),
                arguments("max-age=30, max-age=60", "private, max-age=30"), arguments("max-age=soon", "private, max-age=0"),
                arguments("max-age", "private, max-age=0"), arguments("max-age=-1", "private, max-age=0"),
                arguments("max-age=99999999999999999999", "private, max-age=0"),
                arguments("public", "private, max-age=900"), arguments("Public, Max-Age = 60", "private, max-age=60"),
                arguments("PUBLIC,max-age=60,immutable", "private, max-age=60"),
                arguments("s-maxage=3600", "private, max-age=900"), arguments("s-maxage=3600, max-age=0", "private, max-age=0"),
                arguments("private=\"Set-Cookie, max-age=5\"", "private, max-age=900"),
                arguments("private=\"a\\\"b, no-store\", public", "private, max-age=900"),
                arguments("private=\"open, no-store", "private, max-age=900"),
                arguments("max-age=60, stale-while-revalidate=600, stale-if-error=600", "private, max-age=60"),
                arguments("no-store, must-understand", "private, no-store"), arguments("", "private, max-age=900"),
                arguments("max-age=60, must-revalidate, no-transform", "private, max-age=60, must-revalidate, no-transform"),
                arguments("invented, shared=7200", "private, max-age=900"), arguments("\"", "private, max-age=900"),
                arguments(",,;", "private, max-age=900"), arguments("x=\"" + "\\a".repeat(20), "private, max-age=900"));
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void cachingSetByTheMethod_canOnlyRestrict(String set, String written) {
        for (String other : List.of("", "public", "s-maxage=9")) {
            Exchange each = new Exchange();
            each.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");
            each.header(CACHE_CONTROL, set);
            if (!other.isEmpty()) {
                each.header(CACHE_CONTROL, other).header("CDN-Cache-Control", other).header("Surrogate-Control", "max-age=9")
                        .header("Expires", "Fri, 31 Dec 2027 00:00:00 GMT").header("X-Accel-Expires", "900");
            }

            assertThat(each.respond(200).headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL, "ETag", "Vary");
            assertThat(each.headers().getAll(CACHE_CONTROL)).singleElement().asString().matches(
                    written.replace("900", "(900|89[0-9])"));
        }
    }

    @ParameterizedTest
    @CsvSource({ "GET,204,no-store,'private, no-store'", "GET,304,'public, max-age=60','private, no-cache'",
            "HEAD,200,'max-age=60','private, no-cache'", "GET,404,'public, max-age=60','private, no-cache'",
            "GET,500,no-store,'private, no-store'" })
    void cachingSetForAResponseWithoutSignedContent_isNotFresh(String method, int status, String set, String written) {
        exchange.method(HttpMethod.valueOf(method)).viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");

        assertThat(exchange.header(CACHE_CONTROL, set).respond(status).headers().getAll(CACHE_CONTROL))
                .containsExactly(written);
    }

    @ParameterizedTest
    @CsvSource({ ",'private, max-age=0'", "'max-age=60','private, max-age=60'",
            "'public, max-age=3600','private, max-age=900'" })
    void liveResponse_isOnlyCachedIfTheMethodSaysSo(String set, String written) {
        exchange.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");
        exchange.viewer().isLive();
        if (set != null) {
            exchange.header(CACHE_CONTROL, set);
        }

        assertThat(exchange.respond(200).header(CACHE_CONTROL)).matches(written.replace("900", "(900|89[0-9])"));
    }

    @Test
    void cachingSetForAllResponses_isReplaced() {
        exchange.header(CACHE_CONTROL, "public, max-age=3600").header("CDN-Cache-Control", "max-age=3600")
                .header("Expires", "later").header("X-Other", "stays");
        exchange.viewer().limitCaching(Instant.EPOCH, "Album.list");
        exchange.respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("private, max-age=0");
        assertThat(exchange.headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL, "ETag", "Vary", "X-Other");
    }

    @Test
    void cachingSetByTheMethodAndForAllResponses_isThatOfTheMethod() {
        exchange.header(CACHE_CONTROL, "public");
        exchange.viewer().limitCaching(Instant.EPOCH, "Album.list");
        exchange.header(CACHE_CONTROL, "no-store").respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("private, no-store");
    }

    @Test
    void responseWithSignedCookies_isNeverCached() {
        exchange.header(CACHE_CONTROL, "public").header("CDN-Cache-Control", "max-age=60").header("Pragma", "cache");
        grantCookies(exchange);
        exchange.viewer().limitCaching(Instant.ofEpochSecond(2_000_000_000), "Album.list");
        exchange.header("Surrogate-Control", "max-age=60").respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("private, no-store");
        assertThat(exchange.headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL, "ETag", "Set-Cookie",
                "CloudFront-Signer-Expires");
    }

    @Test
    void overriddenCachingOfCookies_isWarnedOfOnce() {
        try (LogCapture log = new LogCapture(CachingWarnings.class)) {
            LastHeaders route = new LastHeaders();
            for (String caching : List.of("no-store", "private", "public", "public")) {
                grantCookies(respondLater(route, caching));
                exchange.respond(200);
            }
            assertThat(log.take()).singleElement().asString().isEqualTo("WARN A response with signed cookies had the header "
                    + "\"Cache-Control: public\", with which a shared cache could return one user's cookies to other users. "
                    + "The header was replaced with \"Cache-Control: private, no-store\", as in all such responses. Exclude "
                    + "these responses from quarkus.http.header, filters, and your own code");
        }
    }

    private Exchange respondLater(LastHeaders route, String caching) {
        exchange = new Exchange();
        route.handle(exchange.context());
        // remembers the headers that were set before
        exchange.viewer();
        return exchange.header(CACHE_CONTROL, caching);
    }

    @Test
    void overriddenCachingOfUrls_isWarnedOfOnceForEachMethod() {
        try (LogCapture log = new LogCapture(CachingWarnings.class)) {
            LastHeaders route = new LastHeaders();
            for (String caching : List.of("no-store", "private", "private, max-age=9999", "public", "max-age=60",
                    "s-maxage=9")) {
                respondLater(route, caching).viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");
                exchange.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.cover");
                exchange.respond(200);
            }
            respondLater(route, "max-age=60").viewer().limitCaching(Instant.now().plusSeconds(900), "Album.cover");
            exchange.respond(200);

            assertThat(log.take()).containsExactly("WARN Album.list: the response with signed URLs had the header "
                    + "\"Cache-Control: public\", with which a shared cache could return one user's URLs to other users. It "
                    + "was replaced with a header that is private and expires with the URLs. Set a header that is private, or "
                    + "none, and exclude the response from quarkus.http.header and filters",
                    "WARN Album.cover: the response with signed URLs had the header \"Cache-Control: max-age=60\", with which a "
                            + "shared cache could return one user's URLs to other users. It was replaced with a header that is "
                            + "private and expires with the URLs. Set a header that is private, or none, and exclude the "
                            + "response from quarkus.http.header and filters");
        }
    }

    @ParameterizedTest
    @CsvSource({ "X-Accel-Expires,60,true", "X-Accel-Expires,0,false", "CDN-Cache-Control,max-age=60,true",
            "Surrogate-Control,no-store,false", "Expires,0,false", "Pragma,no-cache,false",
            "Cache-Control,'private, max-age=60',false", "Cache-Control,'private=\"Set-Cookie\"',true",
            "Cache-Control,'no-store, must-understand',true", "Cache-Control,'private, public',true",
            "Cache-Control,no-cache,true" })
    void headerOfOtherCaches_isRemovedWithAWarningIfItStores(String name, String value, boolean warns) {
        try (LogCapture log = new LogCapture(CachingWarnings.class)) {
            exchange.viewer().limitCaching(Instant.now().plusSeconds(900), "Album.list");

            assertThat(exchange.header(name, value).respond(200).headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL,
                    "ETag", "Vary");
            assertThat(log.take()).hasSize(warns ? 1 : 0);
        }
    }

    @Test
    void warnings_areLimited() {
        CachingWarnings warnings = new CachingWarnings();
        try (LogCapture log = new LogCapture(CachingWarnings.class)) {
            for (int i = 0; i < 1_100; i++) {
                warnings.onUrls("template " + i, "Cache-Control: public");
            }
            assertThat(log.take()).hasSize(1_000);
        }
    }

    @Test
    void viewer_isUnknownOutsideOfARequest() {
        assertThat(Exchange.viewers(null).current()).isNull();
    }
}
