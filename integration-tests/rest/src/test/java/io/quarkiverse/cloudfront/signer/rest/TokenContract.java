package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.restassured.response.ExtractableResponse;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Grants for users with a token. Its claims decide which files, and its expiry until when.
 */
abstract class TokenContract {

    private CapturedLog log;

    @BeforeEach
    void readTheLog() {
        log = CapturedLog.begin("io.quarkiverse.cloudfront.signer.runtime.user");
    }

    @AfterEach
    void log_hasRefusalsOnly() {
        log.close();
        assertThat(log.messages(Level.ALL)).allSatisfy(message -> assertThat(message).startsWith("Access denied: the user"));
    }

    private static ExtractableResponse<?> get(String path, UnaryOperator<JwtClaimsBuilder> claims) {
        return given().auth().preemptive().oauth2(TestTokens.of("alice", claims)).get("/videos/" + path).then().extract();
    }

    private static ExtractableResponse<?> ofTenant(String path, String tenant) {
        return get(path, token -> token.claim("tenant", tenant));
    }

    private static String policy(ExtractableResponse<?> response) {
        return SignedUrls.policyOfCookies(response.headers().getValues("Set-Cookie"));
    }

    private static String resource(ExtractableResponse<?> response) {
        Matcher resource = Pattern.compile("\"Resource\":\"http://localhost:\\d+([^\"]*)\"").matcher(policy(response));
        assertThat(resource.find()).as(policy(response)).isTrue();
        return resource.group(1);
    }

    private static long expiry(ExtractableResponse<?> response) {
        Matcher expiry = Pattern.compile("\"AWS:EpochTime\":(\\d+)").matcher(policy(response));
        assertThat(expiry.find()).isTrue();
        return Long.parseLong(expiry.group(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "acme | acme", "a/b | a%2Fb", "* | %2A", "? | %3F", "..a | ..a",
            "a\"b | a%22b", "a\\b | a%5Cb", "# | %23", "a;b | a%3Bb", "a b | a%20b", "é | %C3%A9" })
    void claim_isOneSegment(String claim, String segment) {
        assertThat(resource(ofTenant("tenant", claim))).isEqualTo("/tenants/" + segment + "/*");
        assertThat(ofTenant("tenant", claim).headers().getValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("; Path=/tenants/" + segment + "/;"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "..", "a/../b", "%2e%2e" })
    void claimThatIsNotASegment_isForbiddenWithOneWarning(String claim) {
        for (String path : List.of("tenant", "later", "url", "field", "playlist")) {
            try (CapturedLog all = CapturedLog.begin()) {
                ExtractableResponse<?> response = ofTenant(path, claim);

                assertThat(response.statusCode()).as(path).isEqualTo(403);
                assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
                assertThat(response.body().asString()).doesNotContain("tenant");
                assertThat(all.messages(Level.WARNING)).singleElement().asString()
                        .startsWith("Access denied: the user's claims or name do not fit into the resource of ");
                assertThat(all.text()).doesNotContain("\tat ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "field", "playlist" })
    void claimThatIsASegment_signsFieldsAndPlaylists(String path) {
        ExtractableResponse<?> response = ofTenant(path, "acme");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().asString()).containsPattern("/tenants/acme/a\\.[a-z0-9]+\\?Policy=");
    }

    @Test
    void nestedAndOtherClaims_fillTheResource() {
        assertThat(resource(get("nested", token -> token.claim("realm_access", Map.of("tenant", "acme")))))
                .isEqualTo("/tenants/acme/*");
        assertThat(resource(get("tenant", token -> token.claim("tenant", 7)))).isEqualTo("/tenants/7/*");
        assertThat(resource(get("principal", token -> token.upn("alice@example.com")))).isEqualTo("/users/alice@example.com/*");
        assertThat(resource(get("later", token -> token.claim("tenant", "acme")))).isEqualTo("/tenants/acme/*");
    }

    @Test
    void missingClaim_isForbidden() {
        for (ExtractableResponse<?> response : List.of(get("tenant", token -> token), get("nested", token -> token),
                get("tenant", token -> token.claim("tenant", List.of("a", "b"))), get("later", token -> token),
                get("tenant", token -> token.claim("tenant", 1.5)))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
            assertThat(response.body().asString()).doesNotContain("tenant");
        }
        assertThat(log.messages(Level.WARNING)).hasSize(5);
    }

    @Test
    void claim_limitsUrls() {
        String url = ofTenant("url", "acme").body().asString();

        assertThat(SignedUrls.resource(url)).endsWith("/tenants/acme/*");
        assertThat(ofTenant("url", "other").statusCode()).isEqualTo(500);
    }

    @Test
    void urlsAndCookies_expireWithTheToken() {
        Instant end = Instant.now().plusSeconds(300);

        assertThat(expiry(get("tenant", token -> token.claim("tenant", "acme").expiresAt(end))))
                .isEqualTo(end.getEpochSecond());
        assertThat(SignedUrls.expiry(get("url", token -> token.claim("tenant", "acme").expiresAt(end)).body().asString()))
                .isEqualTo(end.getEpochSecond());
        assertThat(SignedUrls.expiry(get("canned", token -> token.expiresAt(end)).body().asString()))
                .isEqualTo(end.getEpochSecond());
    }

    @Test
    void signerThatIsNotBound_ignoresTheToken() {
        Instant end = Instant.now().plusSeconds(60);

        assertThat(SignedUrls.expiry(get("unbound", token -> token.expiresAt(end)).body().asString()))
                .isGreaterThan(end.getEpochSecond() + 300);
    }

    @Test
    void expiredToken_isRejected() {
        ExtractableResponse<?> response = get("tenant",
                token -> token.claim("tenant", "acme").issuedAt(1).expiresAt(Instant.now().minusSeconds(120)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
    }

    /**
     * Authentication tolerates a clock skew of one minute, but a grant would be valid for ten minutes.
     */
    @ParameterizedTest
    @ValueSource(strings = { "tenant", "later", "url", "canned", "stream" })
    void tokenExpiredWithinTheGracePeriod_isRejected(String path) {
        UnaryOperator<JwtClaimsBuilder> ended = token -> token.claim("tenant", "acme").issuedAt(1)
                .expiresAt(Instant.now().minusSeconds(30));
        assertThat(get("unbound", ended).statusCode()).isEqualTo(200);

        ExtractableResponse<?> response = get(path, ended);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
        assertThat(response.body().asString()).doesNotContain("Signature");
    }

    public record Video(@SignedResource(resource = "/tenants/{claim.tenant}/*") String file) {
    }

    @Path("/videos")
    public static class Videos {

        private static final String PLAYLIST = "#EXTM3U\n#EXTINF:4,\n/tenants/acme/a.ts\n#EXT-X-ENDLIST\n";

        @GET
        @Path("tenant")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/tenants/{claim.tenant}/*")
        public void tenant() {
        }

        @GET
        @Path("later")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/tenants/{claim.tenant}/*")
        public Uni<Void> later() {
            return Uni.createFrom().voidItem();
        }

        @GET
        @Path("nested")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/tenants/{claim.realm_access/tenant}/*")
        public void nested() {
        }

        @GET
        @Path("principal")
        @SignedResource(delivery = Delivery.COOKIES, resource = "/users/{principal}/*")
        public void principal() {
        }

        @GET
        @Path("url")
        @SignedResource(resource = "/tenants/{claim.tenant}/*")
        public String url() {
            return "/tenants/acme/a.mp4";
        }

        @GET
        @Path("field")
        public Video field() {
            return new Video("/tenants/acme/a.mp4");
        }

        @GET
        @Path("playlist")
        @Produces("application/vnd.apple.mpegurl")
        @SignedResource(resource = "/tenants/{claim.tenant}/*")
        public String playlist() {
            return PLAYLIST;
        }

        @GET
        @Path("canned")
        @SignedResource
        public Uni<String> canned() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("stream")
        @SignedResource
        public Multi<String> stream() {
            return Multi.createFrom().item("/a.txt");
        }

        @GET
        @Path("unbound")
        @SignedResource(signer = "unbound")
        public String unbound() {
            return "/a.txt";
        }
    }
}
