package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;

class OidcSessionWatchTest {

    private final Exchange exchange = new Exchange();

    /**
     * A browser that has received cookies as a user of this tenant.
     */
    private void begin(String tenant) {
        Exchange earlier = new Exchange();
        earlier.viewer().grants().grant(new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", "x", Optional.empty(),
                "/", SameSite.LAX, true, true))), Instant.ofEpochSecond(2_000_000_000), new CookieOwner(tenant, "alice"));
        exchange.after(earlier.respond(200));
    }

    private void handle() {
        new LastHeaders().handle(exchange.context());
        new OidcSessionWatch().handle(exchange.context());
    }

    private boolean clears() {
        return exchange.respond(302).setCookies().stream()
                .anyMatch(header -> header.startsWith("CloudFront-Policy=; Max-Age=0"));
    }

    @ParameterizedTest
    @CsvSource({ "Default, q_session", "shop, q_session_shop", "shop, q_session_shop_internal",
            "shop_internal, q_session_shop_internal", "'', q_session_shop" })
    void endedSession_clearsTheGrantsOfItsTenant(String tenant, String session) {
        begin(tenant);
        exchange.cookie(session, "alice's");
        handle();
        exchange.cookie(session, "");

        assertThat(clears()).isTrue();
    }

    @Test
    void newSession_clearsTheGrantsOfItsTenant() {
        begin("shop");
        handle();
        exchange.cookie("q_session_shop", "bob's");

        assertThat(clears()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "club, q_session_shop", "Default, q_session_shop", "shop, q_session", "sho, q_session_shop",
            "internal, q_session_shop_internal" })
    void endedSession_leavesTheGrantsOfOtherTenants(String tenant, String session) {
        begin(tenant);
        exchange.cookie(session, "alice's");
        handle();
        exchange.cookie(session, "");

        assertThat(clears()).isFalse();
    }

    @Test
    void eachRequest_isPassedOn() {
        new OidcSessionWatch().handle(exchange.context());

        assertThat(exchange.isPassedOn()).isTrue();
    }

    /** A session can need several cookies. An empty one is cleared. */
    @ParameterizedTest
    @CsvSource({ "q_session=a, q_session=b", "q_session_chunk_1=a;q_session_chunk_2=b, q_session_chunk_1=c;q_session_chunk_2=",
            "q_session_chunk_1=a;q_session_chunk_2=b, q_session_chunk_1=;q_session_chunk_2=;q_session=c",
            "q_auth=a, q_auth=" })
    void refreshedSessionAndOtherCookies_clearNothing(String before, String after) {
        begin("Default");
        send(before);
        handle();
        send(after);

        assertThat(clears()).isFalse();
    }

    private void send(String cookies) {
        for (String cookie : cookies.split(";")) {
            exchange.cookie(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
        }
    }
}
