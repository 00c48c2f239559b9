package io.quarkiverse.cloudfront.signer.runtime.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.fixtures.AllocatedBytes;

class ResponseCookiesTest {

    private static final Instant EXPIRY = Instant.ofEpochSecond(2_000_000_000);
    private static final CookieOwner ALICE = new CookieOwner("shop", "alice");
    private static final CookieOwner BOB = new CookieOwner("shop", "bob");
    private static final CookieOwner CAROL_OF_CLUB = new CookieOwner("club", "carol");

    private final Exchange exchange = new Exchange();

    private static SignedCookies cookies(String domain, String path, String policy) {
        return new SignedCookies(List.of(new SignedCookie("CloudFront-Policy", policy,
                domain.isEmpty() ? Optional.empty() : Optional.of(domain), path, SameSite.LAX, true, true)));
    }

    private static void grant(Exchange exchange, String path, Instant expiry, CookieOwner owner) {
        exchange.viewer().grants().grant(cookies("", path, "x"), expiry, owner);
    }

    private static Exchange granted(String path, CookieOwner owner) {
        Exchange granted = new Exchange();
        grant(granted, path, EXPIRY, owner);
        return granted.respond(200);
    }

    private static List<String> cleared(Exchange exchange) {
        return exchange.setCookies().stream().filter(header -> header.startsWith("CloudFront-Policy=;"))
                .map(header -> header.replaceFirst(".*; Path=([^;]*).*", "$1")).toList();
    }

    @Test
    void grant_setsCookiesAndReceipt() {
        grant(exchange, "/videos/", EXPIRY, ALICE);

        assertThat(exchange.respond(200).setCookies()).hasSize(2);
        assertThat(exchange.setCookies().get(0)).isEqualTo(cookies("", "/videos/", "x").cookies().get(0).setCookieHeader());
        assertThat(exchange.setCookies().get(1)).startsWith(CookieReceipt.PREFIX).contains("; Path=/;").contains("Secure")
                .containsIgnoringCase("HttpOnly");
    }

    @Test
    void grant_tellsScriptsHowLongItLasts() {
        Instant first = Instant.now().plusSeconds(600);
        grant(exchange, "/videos/", first, ALICE);
        grant(exchange, "/albums/", first.plusSeconds(600), ALICE);

        assertThat(Long.parseLong(exchange.respond(200).header("CloudFront-Signer-Expires"))).isBetween(590L, 600L);
        Exchange expired = new Exchange();
        grant(expired, "/videos/", Instant.now().minusSeconds(60), ALICE);
        assertThat(expired.respond(200).header("CloudFront-Signer-Expires")).isEqualTo("0");
        assertThat(new Exchange().after(exchange).respond(200).header("CloudFront-Signer-Expires")).isNull();
    }

    @Test
    void withdrawnGrants_areNotSet() {
        SignedCookies one = cookies("", "/videos/", "x");
        exchange.viewer().grants().grant(one, EXPIRY, ALICE);
        grant(exchange, "/albums/", EXPIRY, ALICE);
        exchange.viewer().grants().withdraw(one);
        assertThat(exchange.respond(200).setCookies()).hasSize(2).first().asString().contains("Path=/albums/");

        Exchange all = new Exchange();
        grant(all, "/videos/", EXPIRY, ALICE);
        all.viewer().grants().withdrawAll();
        assertThat(all.respond(200).setCookies()).isEmpty();
    }

    @Test
    void renewedGrants_areSetLikeOthers() {
        renew(exchange.after(granted("/videos/", ALICE)), "/videos/", ALICE);

        assertThat(exchange.respond(200).setCookies()).hasSize(2).first().asString().contains("CloudFront-Policy=renewed");
    }

    /** A logout of the application, in the last third of a grant. */
    @Test
    void responseThatClears_renewsNothing() {
        renew(exchange.after(granted("/videos/", ALICE)), "/videos/", ALICE);
        exchange.viewer().grants().clear();

        assertThat(cleared(exchange.respond(200))).containsExactly("/videos/");
        assertThat(exchange.setCookies()).allMatch(header -> header.contains("Max-Age=0"));
    }

    @ParameterizedTest
    @CsvSource({ "shop, false", "club, true" })
    void endOfASession_endsTheRenewalsOfItsTenant(String tenant, boolean renewed) {
        renew(exchange.after(granted("/videos/", ALICE)), "/videos/", ALICE);
        exchange.viewer().grants().clear(Set.of(tenant));

        assertThat(exchange.respond(200).setCookies().stream().anyMatch(header -> header.contains("=renewed;")))
                .isEqualTo(renewed);
        assertThat(cleared(exchange)).hasSize(renewed ? 0 : 1);
    }

    /** Such as a method that gives its caller the cookies of another user. */
    @Test
    void grantAfterARenewal_isSetByAResponseThatClears() {
        renew(exchange.after(granted("/videos/", ALICE)), "/videos/", ALICE);
        grant(exchange, "/videos/", EXPIRY, BOB);
        exchange.viewer().grants().clear();

        assertThat(exchange.respond(200).setCookies()).hasSize(2).first().asString().contains("CloudFront-Policy=x");
    }

    private static void renew(Exchange exchange, String path, CookieOwner owner) {
        exchange.viewer().grants().renew(cookies("", path, "renewed"), EXPIRY.plusSeconds(60), owner);
    }

    /** A renewal fails alone, so the response is sent with the cookies that it has. */
    @Test
    void grantsThatCouldNotBeCleared_areNotSet() {
        String path = "/" + "a".repeat(800) + "/";
        grant(exchange, path, EXPIRY, ALICE);

        assertThatThrownBy(() -> renew(exchange, path.replace('a', 'b'), ALICE)).hasMessageContaining("can clear");
        assertThat(exchange.respond(200).setCookies()).hasSize(2).first().asString().contains("Path=" + path);
    }

    /** Each gate asks for the receipts, and anybody can send many. */
    @Test
    void receipts_areReadOnce() {
        for (int i = 0; i < 100; i++) {
            exchange.after(granted("/albums/" + i + "/", ALICE));
        }
        long once = AllocatedBytes.of(() -> new ResponseCookies(exchange.context()).firstHeldExpiry(path -> false));

        assertThat(AllocatedBytes.of(() -> {
            ResponseCookies grants = new ResponseCookies(exchange.context());
            for (int gate = 0; gate < 10; gate++) {
                grants.firstHeldExpiry(path -> false);
            }
        })).isLessThan(2 * once);
    }

    @Test
    void heldGrants_areKnownByTheirReceipts() {
        Exchange earlier = new Exchange();
        grant(earlier, "/videos/", EXPIRY, ALICE);
        grant(earlier, "/albums/", EXPIRY.minusSeconds(60), ALICE);
        ResponseCookies grants = exchange.after(earlier.respond(200)).viewer().grants();

        assertThat(grants.heldExpiry(cookies("", "/videos/", "y"))).hasValue(EXPIRY);
        assertThat(grants.heldExpiry(cookies("", "/albums/", "y"))).hasValue(EXPIRY.minusSeconds(60));
        assertThat(grants.heldExpiry(cookies("example.com", "/videos/", "y"))).isEmpty();
        assertThat(grants.heldExpiry(cookies("", "/other/", "y"))).isEmpty();
        assertThat(grants.firstHeldExpiry(path -> true)).hasValue(EXPIRY.minusSeconds(60));
        assertThat(grants.firstHeldExpiry("/videos/"::equals)).hasValue(EXPIRY);
        assertThat(grants.firstHeldExpiry(path -> false)).isEmpty();
    }

    @Test
    void errorResponse_setsNoCookies() {
        grant(exchange, "/videos/", EXPIRY, ALICE);

        assertThat(exchange.respond(500).setCookies()).isEmpty();
    }

    @Test
    void secondGrantOfOnePath_replacesTheFirst() {
        exchange.viewer().grants().grant(cookies("", "/videos/", "first"), EXPIRY, ALICE);
        exchange.viewer().grants().grant(cookies("", "/videos/", "second"), EXPIRY, ALICE);

        assertThat(exchange.respond(200).setCookies()).hasSize(2).first().asString().contains("CloudFront-Policy=second");
    }

    @ParameterizedTest
    @CsvSource({ "/albums/, shop, alice", "/videos/, shop, bob", "/albums/, club, carol" })
    void earlierGrantOfTheSameUserOrPathOrOfAnotherTenant_remains(String path, String tenant, String user) {
        grant(exchange.after(granted(path, new CookieOwner(tenant, user))), "/videos/", EXPIRY, ALICE);

        assertThat(cleared(exchange.respond(200))).isEmpty();
    }

    @Test
    void grantOfAnotherUser_isClearedByTheNextGrant() {
        grant(exchange.after(granted("/albums/", BOB)), "/videos/", EXPIRY, ALICE);

        assertThat(cleared(exchange.respond(200))).containsExactly("/albums/");
        assertThat(exchange.setCookies()).filteredOn(header -> header.contains("Max-Age=0"))
                .hasSize(6).last().asString().startsWith(CookieReceipt.PREFIX);
    }

    @Test
    void responseWithoutGrant_clearsNothing() {
        exchange.after(granted("/albums/", BOB)).viewer();

        assertThat(exchange.respond(200).setCookies()).isEmpty();
    }

    @Test
    void failedGrant_clearsNothing() {
        grant(exchange.after(granted("/albums/", BOB)).cookie(CookieReceipt.PREFIX, "forged"), "/videos/", EXPIRY, ALICE);

        assertThat(exchange.respond(403).setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 303, 403, 500 })
    void clear_withAnyStatus_removesAllEarlierGrants(int status) {
        exchange.after(granted("/albums/", ALICE)).after(granted("/clips/", CAROL_OF_CLUB)).viewer().grants().clear();

        assertThat(cleared(exchange.respond(status))).containsExactlyInAnyOrder("/albums/", "/clips/");
    }

    @Test
    void clear_keepsGrantsOfItsOwnResponse() {
        exchange.after(granted("/albums/", ALICE)).viewer().grants().clear();
        grant(exchange, "/videos/", EXPIRY, ALICE);

        assertThat(cleared(exchange.respond(200))).containsExactly("/albums/");
        assertThat(exchange.setCookies()).contains(cookies("", "/videos/", "x").cookies().get(0).setCookieHeader());
    }

    @Test
    void clearInAFailedResponse_grantsNothing() {
        exchange.after(granted("/albums/", ALICE)).viewer().grants().clear();
        grant(exchange, "/videos/", EXPIRY, ALICE);

        assertThat(exchange.respond(500).setCookies()).isNotEmpty().allMatch(header -> header.contains("; Max-Age=0"));
    }

    @Test
    void clearOfOneTenant_keepsTheOthers() {
        exchange.after(granted("/albums/", ALICE)).after(granted("/clips/", CAROL_OF_CLUB))
                .after(granted("/old/", new CookieOwner("", "dave"))).viewer().grants().clear(Set.of("shop"));

        assertThat(cleared(exchange.respond(200))).containsExactlyInAnyOrder("/albums/", "/old/");
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 303, 403, 500 })
    void authenticatedResponse_clearsTheGrantsOfOthers(int status) {
        exchange.after(granted("/albums/", BOB)).after(granted("/clips/", CAROL_OF_CLUB)).after(granted("/own/", ALICE))
                .after(granted("/old/", new CookieOwner("", "dave"))).viewer().grants().clearOthers(ALICE);

        assertThat(cleared(exchange.respond(status))).containsExactlyInAnyOrder("/albums/", "/old/");
        assertThat(exchange.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void authenticatedResponseWithoutTenant_clearsTheGrantsOfOthersInEachTenant() {
        CookieOwner dave = new CookieOwner("", "dave");
        exchange.after(granted("/albums/", BOB)).after(granted("/clips/", CAROL_OF_CLUB)).after(granted("/own/", dave)).viewer()
                .grants().clearOthers(dave);

        assertThat(cleared(exchange.respond(200))).containsExactlyInAnyOrder("/albums/", "/clips/");
    }

    @Test
    void authenticatedResponseToTheSameUser_staysAsItIs() {
        exchange.after(granted("/albums/", ALICE)).after(granted("/clips/", CAROL_OF_CLUB))
                .cookie(CookieReceipt.PREFIX, "of another application of the domain").viewer().grants().clearOthers(ALICE);

        assertThat(exchange.respond(200).headers().names()).isEmpty();
    }

    @Test
    void grantToAnotherUserThanTheAuthenticatedOne_clearsByTheUserOfTheGrant() {
        exchange.after(granted("/albums/", BOB)).after(granted("/own/", ALICE)).viewer().grants().clearOthers(ALICE);
        grant(exchange, "/videos/", EXPIRY, BOB);

        assertThat(cleared(exchange.respond(200))).containsExactly("/own/");
    }

    @Test
    void cookiesOfAnEarlierDomain_areCleared() {
        Exchange earlier = new Exchange();
        earlier.viewer().grants().grant(cookies("example.com", "/videos/", "x"), EXPIRY, ALICE);
        grant(exchange.after(earlier.respond(200)), "/videos/", EXPIRY, ALICE);

        assertThat(exchange.respond(200).setCookies()).filteredOn(header -> header.startsWith("CloudFront-Policy=;"))
                .singleElement().asString().contains("; Domain=example.com");
    }

    @Test
    void tooManyGrants_evictThoseThatExpireFirst() {
        int many = 14;
        for (int i = 0; i < many; i++) {
            Exchange earlier = new Exchange();
            // neither the first nor the last of them expires first
            grant(earlier, "/albums/" + (i + 5) % many + "/", EXPIRY.plusSeconds((i + 5) % many), ALICE);
            exchange.after(earlier.respond(200));
        }
        grant(exchange, "/videos/", EXPIRY, ALICE);

        List<String> evicted = cleared(exchange.respond(200));
        assertThat(evicted).isNotEmpty().hasSizeLessThan(many);
        for (int i = 0; i < many; i++) {
            assertThat(evicted.contains("/albums/" + i + "/")).isEqualTo(i < evicted.size());
        }
    }

    @Test
    void grantsThatNoLaterResponseCouldClear_fail() {
        assertThatThrownBy(() -> {
            for (int i = 0; i < 20; i++) {
                grant(exchange, "/albums/" + i + "/", EXPIRY, ALICE);
            }
        }).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("One response sets more signed cookies than a later one can clear. "
                        + "Grant fewer resources, or a shorter one that covers several");
    }

    @Test
    void forgedReceipts_areClearedWithinBounds() {
        for (int i = 0; i < 500; i++) {
            exchange.cookie(CookieReceipt.PREFIX + i, "forged");
        }
        exchange.cookie(CookieReceipt.PREFIX + "a;b", "forged").viewer().grants().clear();

        assertThat(exchange.respond(200).setCookies()).hasSizeGreaterThan(20)
                .allMatch(header -> header.matches(CookieReceipt.PREFIX + "[0-9]+=; Max-Age=0; Path=/; .*"));
        assertThat(exchange.setCookies().stream().mapToInt(String::length).sum())
                .isLessThanOrEqualTo(CookieReceipt.MOST_CLEARING_BYTES);
    }

    @Test
    void clearOfCurrentCookies_needsARequest() {
        new CurrentGrants(Exchange.viewers(exchange.after(granted("/albums/", ALICE))), null).clearCookies();
        assertThat(cleared(exchange.respond(200))).containsExactly("/albums/");

        assertThatThrownBy(() -> new CurrentGrants(Exchange.viewers(null), null).clearCookies())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("no current HTTP request");
    }
}
