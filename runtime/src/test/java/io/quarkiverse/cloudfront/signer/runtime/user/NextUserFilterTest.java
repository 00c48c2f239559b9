package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkiverse.cloudfront.signer.runtime.viewer.LastHeaders;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class NextUserFilterTest {

    private static final SecurityIdentity ALICE = named("alice");
    private static final SecurityIdentity BOB = named("bob");
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder().setAnonymous(true)
            .setPrincipal(new QuarkusPrincipal("")).build();

    private final Exchange exchange = new Exchange();
    private LateIdentity current = new LateIdentity();

    private static SecurityIdentity named(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).build();
    }

    private static SecurityIdentity ofTenant(String tenant, String subject) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new Jwt(Map.of("iss", "https://id", "sub", subject)))
                .addAttribute("tenant-id", tenant).build();
    }

    /** A browser that has received cookies as alice. */
    private void receiveCookies(CookieOwner owner) {
        Exchange earlier = new Exchange();
        earlier.viewer().grants().grant(new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", "x", Optional.empty(),
                "/", SameSite.LAX, true, true))), Instant.ofEpochSecond(2_000_000_000), owner);
        exchange.after(earlier.respond(200));
    }

    /**
     * @param served the request of the request scope
     */
    private void handle(Exchange served) {
        new LastHeaders().handle(exchange.context());
        new NextUserFilter(new IdentityUsers(current, Exchange.viewers(served), List.of(new JwtReader()),
                new RequestScope(served != null))).handle(exchange.context());
        assertThat(exchange.isPassedOn()).isTrue();
    }

    private boolean clears() {
        return exchange.respond(200).setCookies().stream()
                .anyMatch(header -> header.startsWith("CloudFront-Policy=; Max-Age=0"));
    }

    @ParameterizedTest
    @CsvSource({ "alice, false", "bob, true", "Alice, true", "'', false" })
    void responseToTheNextUser_clears(String name, boolean cleared) {
        receiveCookies(new CookieOwner("", "0:alice"));
        handle(null);
        exchange.authenticate(name.isEmpty() ? NOBODY : named(name));

        assertThat(clears()).isEqualTo(cleared);
    }

    /** What the end of the headers throws would leave the request unanswered. */
    @Test
    void userWhoseLoginNeverExpires_isAnswered() {
        receiveCookies(new CookieOwner("", "0:alice"));
        handle(null);
        exchange.authenticate(
                QuarkusSecurityIdentity.builder(BOB).addAttribute("quarkus.identity.expire-time", Long.MAX_VALUE).build());

        assertThat(clears()).isTrue();
    }

    @Test
    void userThatNothingHasAskedFor_isNotDetermined() {
        receiveCookies(new CookieOwner("", "0:alice"));
        handle(exchange);

        assertThat(clears()).isFalse();
        assertThat(current.isAsked()).isFalse();
    }

    @Test
    void eachRequest_isPassedOn() {
        NextUserFilter filter = new NextUserFilter(new IdentityUsers(current, Exchange.viewers(null), List.of(),
                new RequestScope(false)));
        Exchange withoutReceipts = new Exchange();
        filter.handle(withoutReceipts.context());
        assertThat(withoutReceipts.isPassedOn()).isTrue();

        receiveCookies(new CookieOwner("", "0:alice"));
        filter.handle(exchange.context());
        assertThat(exchange.isPassedOn()).isTrue();
    }

    @Test
    void requestWithoutReceipts_isNotWatched() {
        handle(exchange);
        exchange.authenticate(BOB);

        assertThat(exchange.respond(200).headers().names()).isEmpty();
        assertThat(current.isAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "shop, 1, false", "shop, 2, true", "club, 2, false", "club, 1, false" })
    void anotherTenantOfTheBrowser_keepsItsCookies(String tenant, String subject, boolean cleared) {
        receiveCookies(new CookieOwner("shop", "10:https://id1"));
        handle(null);
        exchange.authenticate(ofTenant(tenant, subject));

        assertThat(clears()).isEqualTo(cleared);
    }

    /** Such as an administrator who acts as another user. */
    @ParameterizedTest
    @CsvSource({ "true, false", "false, true" })
    void identityThatTheApplicationHasSet_isUsedInItsOwnRequestOnly(boolean own, boolean cleared) {
        current = LateIdentity.known(ALICE);
        receiveCookies(new CookieOwner("", "0:alice"));
        handle(own ? exchange : new Exchange());
        exchange.authenticate(BOB);

        assertThat(clears()).isEqualTo(cleared);
    }

    @Test
    void pendingIdentity_isNotAwaited() {
        CompletableFuture<SecurityIdentity> pending = current;
        receiveCookies(new CookieOwner("", "0:alice"));
        handle(exchange);
        exchange.authenticate(BOB);

        assertThat(clears()).isTrue();
        assertThat(pending).isNotDone();
    }
}
