package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.key.LogCapture;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;

class ViewerTest {

    private static final String CACHE_CONTROL = "Cache-Control";

    private final Exchange exchange = new Exchange();

    private static void grantCookies(Exchange exchange) {
        exchange.viewer().grants().grant(new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", "x",
                Optional.empty(), "/", SameSite.LAX, true, true))), Instant.ofEpochSecond(2_000_000_000),
                new CookieOwner("", "alice"));
    }

    private static long maxAge(Exchange exchange) {
        assertThat(exchange.header(CACHE_CONTROL)).startsWith("private, max-age=");
        return Long.parseLong(exchange.header(CACHE_CONTROL).substring("private, max-age=".length()));
    }

    @Test
    void ipv4_isTheAddressOfTheConnection() {
        assertThat(exchange.from("203.0.113.9").viewer().ipv4()).isEqualTo("203.0.113.9");
    }

    @Test
    void ipv6_cannotBeNamedInAPolicy() {
        exchange.from("2001:db8::1");

        assertThatThrownBy(() -> exchange.viewer().ipv4()).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.VIEWER_ADDRESS_NOT_USABLE)
                .hasMessageContaining("its address is IPv6");
    }

    @ParameterizedTest
    @ValueSource(strings = { "192.0.2.0/24", "*", "unknown", "0", "192.0.2.7 , 192.0.2.8" })
    void forwardedText_cannotBeNamedInAPolicy(String forwarded) {
        exchange.from(forwarded);

        assertThatThrownBy(() -> exchange.viewer().ipv4()).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.VIEWER_ADDRESS_NOT_USABLE)
                .hasMessageContaining("not an IP address");
    }

    @Test
    void signedUrls_areCachedNoLongerThanTheFirstExpires() {
        Instant before = Instant.now();
        exchange.viewer().limitCaching(before.plusSeconds(900));
        exchange.viewer().limitCaching(before.plusSeconds(300));
        exchange.viewer().limitCaching(before.plusSeconds(600));
        exchange.respond(200);

        // whole seconds, as those of a policy
        assertThat(before.plusSeconds(maxAge(exchange)).toEpochMilli())
                .isLessThanOrEqualTo((before.getEpochSecond() + 300) * 1000);
        assertThat(maxAge(exchange)).isPositive();
    }

    @Test
    void expiredUrls_areNotCached() {
        exchange.viewer().limitCaching(Instant.EPOCH);

        assertThat(maxAge(exchange.respond(200))).isZero();
    }

    @Test
    void responseWithoutSignedUrls_staysAsItIs() {
        exchange.viewer();

        assertThat(exchange.respond(200).headers().names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "GET,204,'private, no-cache'", "GET,205,'private, no-cache'", "GET,304,'private, no-cache'",
            "HEAD,200,'private, no-cache'", "HEAD,303,'private, max-age=0'", "GET,303,'private, max-age=0'", "GET,400,",
            "GET,500," })
    void caching_dependsOnWhatTheResponseHas(String method, int status, String expected) {
        exchange.method(HttpMethod.valueOf(method)).viewer().limitCaching(Instant.EPOCH);

        assertThat(exchange.respond(status).header(CACHE_CONTROL)).isEqualTo(expected);
    }

    @Test
    void cachingSetByTheMethod_staysAsItIs() {
        exchange.viewer().limitCaching(Instant.EPOCH);
        exchange.header(CACHE_CONTROL, "no-store").respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("no-store");
    }

    @Test
    void cachingSetForAllResponses_isReplaced() {
        exchange.header(CACHE_CONTROL, "public, max-age=3600").header("CDN-Cache-Control", "max-age=3600")
                .header("Expires", "later").header("X-Other", "stays");
        exchange.viewer().limitCaching(Instant.EPOCH);
        exchange.respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("private, max-age=0");
        assertThat(exchange.headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL, "X-Other");
    }

    @Test
    void cachingSetByTheMethodAndForAllResponses_isThatOfTheMethod() {
        exchange.header(CACHE_CONTROL, "public");
        exchange.viewer().limitCaching(Instant.EPOCH);
        exchange.header(CACHE_CONTROL, "no-store").respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("no-store");
    }

    @Test
    void responseWithSignedCookies_isNeverCached() {
        exchange.header(CACHE_CONTROL, "public").header("CDN-Cache-Control", "max-age=60").header("Pragma", "cache");
        grantCookies(exchange);
        exchange.viewer().limitCaching(Instant.ofEpochSecond(2_000_000_000));
        exchange.header("Surrogate-Control", "max-age=60").respond(200);

        assertThat(exchange.headers().getAll(CACHE_CONTROL)).containsExactly("private, no-store");
        assertThat(exchange.headers().names()).containsExactlyInAnyOrder(CACHE_CONTROL, "Set-Cookie",
                "CloudFront-Signer-Expires");
    }

    @Test
    void overriddenCaching_isWarnedOfOnce() {
        CurrentVertxRequest current = new CurrentVertxRequest();
        Viewers viewers = new Viewers(current, new RequestScope(true));
        try (LogCapture log = new LogCapture(Viewers.class)) {
            for (String caching : List.of("no-store", "public", "public")) {
                Exchange each = new Exchange().header(CACHE_CONTROL, caching);
                current.setCurrent(each.context());
                assertThat(viewers.current()).isSameAs(each.viewer());
                grantCookies(each);
                each.respond(200);
            }
            assertThat(log.take()).singleElement().asString().startsWith("WARN").contains("A response with signed cookies");
        }
    }

    @Test
    void viewer_isUnknownOutsideOfARequest() {
        assertThat(Exchange.viewers(null).current()).isNull();
    }
}
