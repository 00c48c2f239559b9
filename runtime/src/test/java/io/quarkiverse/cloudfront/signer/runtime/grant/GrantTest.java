package io.quarkiverse.cloudfront.signer.runtime.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

class GrantTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SteppedClock clock = new SteppedClock(NOW.toString());
    private final ConfiguredSigner signer = TestSigners.signer(clock);
    private final ConfiguredSigner unbound = TestSigners.signer(clock, "bound-to-token=false");

    private static Grant grant(ConfiguredSigner signer, String resource, TestUsers users) {
        PolicyTemplate template = resource == null ? null : PolicyTemplate.parse(resource);
        return new Grant(GrantTerms.of("Album.list", signer, template, LIFE, users), Map.of("id", "a b"), caller(users), null);
    }

    private static Grant grant(ConfiguredSigner signer, User user) {
        return grant(signer, "/albums/{id}/*", new TestUsers(user));
    }

    private static Grant cookieGrant(ConfiguredSigner signer, TestUsers users) {
        GrantTerms terms = GrantTerms.of("Album.list", signer, PolicyTemplate.parse("/albums/*"), LIFE, users);
        return new Grant(terms.forCookies(), Map.of(), caller(users), null);
    }

    private static String resource(String template, User user) {
        SteppedClock clock = new SteppedClock(NOW.toString());
        return grant(TestSigners.signer(clock), template, new TestUsers(user)).entitlement(user).sign().await().policy()
                .resource();
    }

    @ParameterizedTest
    @CsvSource({ "/albums/{id}/*, /albums/a%20b/*", "/users/{principal}/*, /users/alice/*",
            "/{claim.tenant}/{id}/*, /value-of-claim.tenant/a%20b/*", "https://media.example.com/x/{id}, /x/a%20b" })
    void resource_hasTheValuesOfTheCallAndOfTheUser(String template, String path) {
        assertThat(resource(template, TestUsers.alice(null))).isEqualTo("https://media.example.com" + path);
    }

    private static List<String> dataThatIsNotOneSegment() {
        return Arrays.asList(null, "", ".", "..", "..;x", "a/../b", "a/..", "%2e%2e", "\ud800", "a\udc00b", "x".repeat(1026),
                "\u00e9".repeat(171), "*".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("dataThatIsNotOneSegment")
    void userWhoseDataIsNotOneSegment_isForbidden(String data) {
        for (String template : List.of("/{claim.tenant}/*", "/users/{principal}/{id}/*")) {
            User user = TestUsers.withData(data);
            Grant grant = grant(signer, template, new TestUsers(user));

            assertThatThrownBy(() -> grant.entitlement(user).sign().await()).isInstanceOf(ForbiddenException.class)
                    .hasMessageStartingWith("the user's claims or name do not fit into the resource of Album.list. ");
            assertThatThrownBy(() -> grant.sign().toUni().await().indefinitely()).isInstanceOf(ForbiddenException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({ "/.{claim.tenant}/*, /a", "/.{claim.tenant}/*, .", "/v%25{claim.tenant}/*, 2f../a" })
    void dataThatOnlyDoesNotFitItsPlace_isForbiddenToo(String template, String data) {
        User user = TestUsers.withData(data);

        assertThatThrownBy(() -> grant(signer, template, new TestUsers(user)).entitlement(user).sign().await())
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void claimsAndName_addNoMoreThanTheLongestKey() {
        User user = TestUsers.withData("x".repeat(1024));
        assertThat(grant(signer, "/{claim.a}/{id}/*", new TestUsers(user)).entitlement(user).sign().await().policy().resource())
                .endsWith("x".repeat(1024) + "/a%20b/*");

        User longer = TestUsers.withData("x".repeat(1025));
        assertThatThrownBy(() -> grant(signer, "/{claim.a}/{id}/*", new TestUsers(longer)).entitlement(longer).sign().await())
                .isInstanceOf(ForbiddenException.class)
                .hasMessage("the user's claims or name do not fit into the resource of Album.list. The resource "
                        + "/{claim.a}/{id}/* cannot be signed: claims and name would add more than 1024 percent-encoded "
                        + "characters. Have the identity provider issue short values without slashes or dot segments, or use "
                        + "other claims");
        User half = TestUsers.withData("x".repeat(520));
        assertThat(grant(signer, "/{claim.a}/*", new TestUsers(half)).entitlement(half).sign().await()).isNotNull();
        assertThatThrownBy(() -> grant(signer, "/{claim.a}/{claim.b}/*", new TestUsers(half)).entitlement(half).sign().await())
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void longParameter_isNotTheUsers() {
        User user = TestUsers.withData("acme");
        GrantTerms terms = GrantTerms.of("Album.list", signer, PolicyTemplate.parse("/{claim.tenant}/{id}/*"), LIFE,
                new TestUsers(user));

        assertThat(new Grant(terms, Map.of("id", "x".repeat(3000)), new TestUsers(user).user(), null).entitlement(user).sign()
                .await()).isNotNull();
    }

    @Test
    void parameterThatIsNotOneSegment_isAnErrorForEveryUser() {
        User user = TestUsers.withData("acme");
        GrantTerms terms = GrantTerms.of("Album.list", signer, PolicyTemplate.parse("/{claim.tenant}/{id}/*"), LIFE,
                new TestUsers(user));

        for (String id : List.of("..", "", "a/../b")) {
            assertThatThrownBy(
                    () -> new Grant(terms, Map.of("id", id), new TestUsers(user).user(), null).entitlement(user).sign().await())
                    .isInstanceOf(CloudFrontSignerException.class).extracting("reason")
                    .isNotEqualTo(Reason.INVALID_PATH_PARAMETER);
        }
    }

    @ParameterizedTest
    @CsvSource({ "true, INVALID_PATH_PARAMETER", "false, INVALID_PLACEHOLDER_VALUE" })
    void valueThatDoesNotFit_isRefusedBeforeTheCall(boolean viewers, Reason reason) {
        GrantTerms terms = new GrantTerms("Album.list", signer, PolicyTemplate.parse("/{claim.tenant}/{id}/*"), LIFE, null,
                Delivery.URL, Content.URL, viewers);

        terms.check(Map.of("id", "a b"));
        assertThatThrownBy(() -> terms.check(Map.of("id", ".."))).hasFieldOrPropertyWithValue("reason", reason);
    }

    private static String cachingOf(ConfiguredSigner signer, TestUsers users) {
        Exchange exchange = new Exchange();
        Grant grant = new Grant(GrantTerms.of("Album.list", signer, null, null, users), Map.of(), caller(users), null);
        grant.limitCaching(null, Instant.EPOCH);
        grant.limitCaching(exchange.viewer(), Instant.now().plusSeconds(900));
        return exchange.respond(200).header("Cache-Control").replaceFirst("[0-9]+", "n");
    }

    /** After a revocation, a browser would go on with revoked URLs, which users also get from an application without logins. */
    @Test
    void urlsThatCanBeRevoked_areNotUsedAgainWithoutAsking() {
        ConfiguredSigner marking = TestSigners.marking(clock, Stub.of(MarkSource.class, Map.of()));

        for (TestUsers users : Arrays.asList(null, new TestUsers(TestUsers.alice(null)), new TestUsers(TestUsers.nobody()))) {
            assertThat(cachingOf(marking, users)).isEqualTo("private, no-cache");
            assertThat(cachingOf(signer, users)).isEqualTo("private, max-age=n");
        }
    }

    private static DefaultSignedPolicy signedForPath(ConfiguredSigner signer, String id, TestUsers users, User user) {
        PolicyTemplate template = PolicyTemplate.parse(users == null ? "/{id}/*" : "/{claim.tenant}/{id}/*");
        GrantTerms terms = new GrantTerms("Album.list", signer, template, LIFE, users, Delivery.URL, Content.URL, true);
        return new Grant(terms, Map.of("id", id), caller(users), null).entitlement(user).sign().await();
    }

    @Test
    void pathParameterThatDoesNotFit_isTheViewers() {
        User user = TestUsers.withData("acme");
        for (String id : List.of("..", "", "a/../b", "%2e%2e", "\ud800", "x".repeat(2049), "\u00e9".repeat(342),
                "x".repeat(10_000))) {
            for (TestUsers users : Arrays.asList(new TestUsers(user), null)) {
                assertThatThrownBy(() -> signedForPath(signer, id, users, user))
                        .hasFieldOrPropertyWithValue("reason", Reason.INVALID_PATH_PARAMETER)
                        .hasMessageNotContaining("x".repeat(1000));
            }
        }
    }

    /** Also as a cookie, and in a URL beside its policy. */
    @Test
    void longestPathParameter_isGranted() {
        String id = "x".repeat(2048);
        DefaultSignedPolicy signed = signedForPath(signer, id, null, User.UNKNOWN);

        assertThat(signed.url("/" + id + "/" + "a".repeat(1024))).contains("&Signature=");
        assertThat(signed.cookies().cookies()).hasSize(4);
    }

    @Test
    void userWhoseDataDoesNotFitBesideAPathParameter_isForbidden() {
        User user = TestUsers.withData("..");
        assertThatThrownBy(() -> signedForPath(signer, "x".repeat(2048), new TestUsers(user), user))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void placeholderAboutAUserWithoutSecurity_isAnError() {
        assertThatThrownBy(() -> grant(signer, "/{principal}/*", null).entitlement(User.UNKNOWN).sign().await())
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_PLACEHOLDER_VALUE)
                .hasMessageContaining(": {principal} does not have a value");
    }

    @Test
    void grantWithoutToken_expiresAfterItsLifetime() {
        assertThat(grant(signer, TestUsers.alice(null)).entitlement(TestUsers.alice(null)).expiry()).isEqualTo(NOW.plus(LIFE));
        clock.advance(Duration.ofSeconds(7));
        assertThat(grant(signer, TestUsers.alice(null)).entitlement(TestUsers.alice(null)).expiry())
                .isEqualTo(NOW.plus(LIFE).plusSeconds(7));
    }

    @Test
    void expiry_isRoundedUpToTheWindowButNeverBeyondTheToken() {
        ConfiguredSigner rounding = TestSigners.signer(new SteppedClock("2026-11-25T12:00:01Z"), "expiry-window=5m");

        assertThat(grant(rounding, null).entitlement(TestUsers.alice(null)).expiry())
                .isEqualTo(Instant.parse("2026-11-25T12:15:00Z"));
        assertThat(grant(rounding, null).entitlement(TestUsers.alice(Instant.parse("2026-11-25T12:13:00Z"))).expiry())
                .isEqualTo(Instant.parse("2026-11-25T12:13:00Z"));
    }

    @ParameterizedTest
    @CsvSource({ "60, 60", "599, 599", "600, 600", "601, 600", "86400, 600" })
    void tokenThatExpiresFirst_limitsTheGrant(long token, long end) {
        User user = TestUsers.alice(NOW.plusSeconds(token));

        assertThat(grant(signer, user).entitlement(user).expiry()).isEqualTo(NOW.plusSeconds(end));
        assertThat(grant(signer, user).entitlement(user).sign().await().expiresAt()).isEqualTo(NOW.plusSeconds(end));
        assertThat(grant(signer, user).sign().toUni().await().indefinitely().expiresAt()).isEqualTo(NOW.plusSeconds(end));
    }

    @Test
    void resourceThatNamesTheUser_isCheckedBeforeTheCall() {
        TestUsers misfit = new TestUsers(TestUsers.withData(".."));

        assertThatThrownBy(() -> grant(signer, "/{claim.tenant}/*", misfit).allowed().await())
                .isInstanceOf(ForbiddenException.class);
        assertThat(grant(signer, "/{claim.tenant}/*", new TestUsers(TestUsers.withData("acme"))).allowed().await()).isNotNull();
        assertThat(grant(signer, "/albums/{id}/*", misfit).allowed()).isNull();
        assertThat(grant(signer, "/{claim.tenant}/*", null).allowed()).isNull();
    }

    @Test
    void signerThatIsNotBound_ignoresTheToken() {
        User user = TestUsers.alice(NOW.plusSeconds(60));

        assertThat(grant(unbound, user).entitlement(user).expiry()).isEqualTo(NOW.plus(LIFE));
        for (User other : List.of(TestUsers.unboundable("opaque"), TestUsers.alice(NOW.minusSeconds(1)))) {
            assertThat(grant(unbound, "/users/{principal}/*", new TestUsers(other)).user().await()).isSameAs(other);
        }
    }

    @ParameterizedTest
    @CsvSource({ "-3600, true", "-1, true", "0, true", "1, false" })
    void expiredToken_isUnauthorized(long token, boolean expired) {
        Grant grant = grant(signer, TestUsers.alice(NOW.plusSeconds(token)));

        if (expired) {
            assertThatThrownBy(() -> grant.user().await()).isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("token expired at ")
                    .hasMessageContaining("must not outlive it");
            assertThatThrownBy(() -> grant.user().ifKnown().await()).isInstanceOf(UnauthorizedException.class);
            assertThatThrownBy(() -> grant.user().toUni().await().indefinitely()).isInstanceOf(UnauthorizedException.class);
        } else {
            assertThat(grant.user().await().cookieOwner().get().user()).isEqualTo("alice");
        }
    }

    @Test
    void tokenOfUnknownExpiry_failsWithTheReason() {
        Grant grant = grant(signer, TestUsers.unboundable("the token is opaque"));

        assertThatThrownBy(() -> grant.user().await()).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("the token is opaque");
        assertThatThrownBy(() -> grant.user().toUni().await().indefinitely())
                .hasFieldOrPropertyWithValue("reason", Reason.USER_UNKNOWN).hasMessage("the token is opaque");
    }

    @Test
    void pendingUser_isNotAwaited() {
        CompletableFuture<User> late = new CompletableFuture<>();
        Grant grant = grant(signer, "/albums/{id}/*", new TestUsers(late));

        assertThat(grant.user().ifKnown()).isNull();
        assertThat(grant.earliestExpiry()).isEqualTo(NOW.plus(LIFE));
        late.complete(TestUsers.alice(NOW.plusSeconds(60)));
        assertThat(grant.user().ifKnown().await().cookieOwner().get().user()).isEqualTo("alice");
        assertThat(grant.earliestExpiry()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void callWithoutSecurity_dependsOnNoUser() {
        Grant grant = grant(signer, "/albums/{id}/*", null);

        assertThat(grant.user().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().ifKnown().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().toUni().await().indefinitely()).isSameAs(User.UNKNOWN);
    }

    @Test
    void grantThatDoesNotDependOnTheUser_doesNotAskForOne() {
        TestUsers pending = new TestUsers(new CompletableFuture<>());
        Grant grant = grant(unbound, "/albums/{id}/*", pending);

        assertThat(grant.user().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().ifKnown().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().toUni().subscribeAsCompletionStage()).isCompletedWithValue(User.UNKNOWN);
    }

    @Test
    void callWithoutACaller_isForAnUnknownUser() {
        Grant grant = new Grant(at(signer, "/albums/*", new TestUsers(TestUsers.alice(null))), Map.of(), null, null);

        assertThat(grant.user().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().ifKnown().await()).isSameAs(User.UNKNOWN);
        assertThat(grant.user().toUni().await().indefinitely()).isSameAs(User.UNKNOWN);
        assertThatThrownBy(grant::requireUser).isInstanceOf(UnauthorizedException.class)
                .hasMessage("Signed URLs are for users who have logged in");
    }

    @Test
    void failedAuthentication_leavesTheLifetime() {
        CompletableFuture<User> failed = CompletableFuture.failedFuture(new IllegalStateException("no"));

        assertThat(grant(signer, "/albums/{id}/*", new TestUsers(failed)).earliestExpiry()).isEqualTo(NOW.plus(LIFE));
    }

    @Test
    void grant_isDescribedByItsTerms() {
        Grant grant = grant(signer, "/albums/{id}/*", null);

        assertThat(grant.description()).isEqualTo("Album.list");
        assertThat(grant.signer()).isSameAs(signer);
        assertThat(grant.hasResource()).isTrue();
        assertThat(grant(signer, null, (TestUsers) null).hasResource()).isFalse();
        GrantTerms cookies = GrantTerms
                .of("the gate", signer, PolicyTemplate.parse("/*"), LIFE, new TestUsers(TestUsers.nobody())).forCookies();
        assertThat(cookies.description()).isEqualTo("the gate");
        assertThatThrownBy(() -> new Grant(cookies, Map.of(), new TestUsers(TestUsers.nobody()).user(), null).user().await())
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void staticPlaylist_hasTheQueryForPlayersAndNeedsAResource() {
        Grant playlist = new Grant(
                new GrantTerms("Album.list", signer, PolicyTemplate.parse("/videos/*"), LIFE, null, Delivery.URL,
                        Content.STATIC_PLAYLIST, false),
                Map.of(),
                null,
                null);
        DefaultSignedPolicy signed = playlist.entitlement(User.UNKNOWN).sign().await();
        assertThat(playlist.values(signed).apply("/videos/a.m3u8")).contains("?kid=");
        assertThat(grant(signer, "/videos/*", null).values(signed).apply("/videos/a.m3u8")).doesNotContain("kid=");

        Grant withoutResource = new Grant(
                new GrantTerms("Album.list", signer, null, LIFE, null, Delivery.URL, Content.STATIC_PLAYLIST, false),
                Map.of(),
                null, null);
        for (Runnable work : List.<Runnable> of(
                () -> withoutResource.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("/a.m3u8").await(),
                () -> withoutResource.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("/a.m3u8").toUni().await()
                        .indefinitely())) {
            assertThatThrownBy(work::run).hasFieldOrPropertyWithValue("reason", Reason.NOT_CONFIGURED)
                    .hasMessageContaining(
                            "content = STATIC_PLAYLIST needs a policy that covers the files that the value refers to");
        }
    }

    @ParameterizedTest
    @EnumSource
    void fieldsAlone_areThoseWithoutOtherUrls(FieldPlacement placement) {
        assertThat(placement.alone()).isEqualTo(List.of(FieldPlacement.RETURNED, FieldPlacement.PERHAPS,
                FieldPlacement.PERHAPS_FOR_USERS).contains(placement));
    }

    @Test
    void cookies_areForUsersWhoHaveLoggedIn() {
        assertThatThrownBy(() -> cookieGrant(unbound, new TestUsers(TestUsers.nobody())).user().await())
                .isInstanceOf(UnauthorizedException.class).hasMessage("Signed cookies are for users who have logged in");
        assertThat(cookieGrant(unbound, new TestUsers(TestUsers.alice(null))).user().await().cookieOwner().get().user())
                .isEqualTo("alice");
        assertThat(grant(signer, TestUsers.nobody()).user().await().anonymous()).isTrue();
    }

    @Test
    void requiredUser_hasLoggedIn() {
        assertThatThrownBy(() -> grant(signer, TestUsers.nobody()).requireUser()).isInstanceOf(UnauthorizedException.class);
        grant(signer, TestUsers.alice(null)).requireUser();
    }

    @Test
    void terms_dependOnTheUserOnlyIfTheGrantDoes() {
        TestUsers users = new TestUsers(TestUsers.alice(null));
        TestUsers withoutTokens = new TestUsers(TestUsers.alice(null)).withoutTokens();

        assertThat(at(signer, null, users).dependsOnUser()).isTrue();
        assertThat(at(signer, null, withoutTokens).dependsOnUser()).isFalse();
        assertThat(at(unbound, "/albums/{id}/*", users).dependsOnUser()).isFalse();
        assertThat(at(unbound, "/{principal}/*", withoutTokens).dependsOnUser()).isTrue();
        assertThat(at(unbound, "/{claim.x}/*", users).dependsOnUser()).isTrue();
        assertThat(at(signer, null, null).dependsOnUser()).isFalse();
    }

    private static GrantTerms at(ConfiguredSigner signer, String resource, TestUsers users) {
        return GrantTerms.of("x", signer, resource == null ? null : PolicyTemplate.parse(resource), LIFE, users);
    }

    @Test
    void viewerIp_bindsPoliciesAndUrls() {
        GrantTerms terms = at(signer, "/albums/*", null);
        Grant bound = new Grant(terms, Map.of(), null, "192.0.2.7");

        assertThat(bound.entitlement(User.UNKNOWN).sign().await().policy().ipAddress()).hasValue("192.0.2.7/32");
        assertThat(bound.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("/a.jpg").await()).contains("Policy=")
                .doesNotContain("Expires=");
        assertThat(bound.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("/a.jpg").toUni().await().indefinitely())
                .contains("Policy=");
        assertThat(bound.with(terms, null).entitlement(User.UNKNOWN).sign().await().policy().ipAddress())
                .hasValue("192.0.2.7/32");

        Grant free = new Grant(terms, Map.of(), null, null);
        assertThat(free.entitlement(User.UNKNOWN).sign().await().policy().ipAddress()).isEmpty();
        assertThat(free.with(terms, "192.0.2.8").entitlement(User.UNKNOWN).sign().await().policy().ipAddress())
                .hasValue("192.0.2.8/32");
        assertThat(free.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("/a.jpg").await())
                .contains("Expires=" + NOW.plus(LIFE).getEpochSecond());
    }

    @Test
    void failures_areNamedAfterTheMethod() {
        Grant grant = grant(signer, TestUsers.alice(null));

        assertThatThrownBy(() -> grant.named(grant.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("no path")).await())
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessageStartingWith("Album.list: ");
        assertThatThrownBy(
                () -> grant.named(grant.entitlement(User.UNKNOWN).eachUrl(NOW.plus(LIFE)).apply("no path")).toUni().await()
                        .indefinitely())
                .hasFieldOrPropertyWithValue("reason", Reason.URL_NOT_SIGNABLE)
                .hasMessageStartingWith("Album.list: ");
        DefaultSignedPolicy signed = grant.named(grant.sign()).await();
        assertThat(signed.url("/albums/a%20b/1.jpg")).startsWith("https://media.example.com/albums/a%20b/1.jpg?");
    }

    @Test
    void termsWithoutALifetime_lastAsLongAsTheSignerSays() {
        GrantTerms terms = GrantTerms.of("Album.list", signer, null, null, null);

        assertThat(terms.lasting()).isEqualTo(signer.expiry().expiresIn()).isNotEqualTo(LIFE);
        assertThat(at(signer, null, null).lasting()).isEqualTo(LIFE);
    }

    @Test
    void userWhomMarksCannotStandFor_isRefusedOnlyWithMarks() {
        User nameless = new User(false, () -> CookieOwner.NOBODY, Optional.empty(), null, name -> null, () -> null);

        assertThat(grant(unbound, nameless).entitlement(nameless).sign().await().url("/albums/a%20b/c.jpg"))
                .doesNotContain("mark=");
        assertThatThrownBy(() -> grant(TestSigners.marking(clock, MARKS), nameless).entitlement(nameless).sign().await())
                .isInstanceOf(ForbiddenException.class);
    }

    private static final MarkSource MARKS = Stub.of(MarkSource.class,
            Map.of("secret", none -> new MarkSecret(new byte[32])));

    /** Whichever way a grant takes, its user decides. */
    @Test
    void grantOfAnApplicationWithMarks_hasThatOfItsUser() {
        ConfiguredSigner marking = TestSigners.marking(clock, MARKS, "bound-to-token=false");
        String alice = "mark=" + new MarkSecret(new byte[32]).pseudonym("https://id.example.com", "alice") + ".";
        Grant policy = grant(marking, TestUsers.alice(null));
        Grant urls = grant(marking, null, new TestUsers(TestUsers.alice(null)));

        assertThat(policy.sign().await().url("/albums/a%20b/c.jpg")).contains(alice);
        assertThat(policy.sign().toUni().await().indefinitely().url("/albums/a%20b/c.jpg")).contains(alice);
        assertThat(urls.entitlement(TestUsers.alice(null)).eachUrl(NOW.plus(LIFE)).apply("/a.jpg").await()).contains(alice);
        assertThat(
                urls.entitlement(TestUsers.alice(null)).eachUrl(NOW.plus(LIFE)).apply("/a.jpg").toUni().await().indefinitely())
                .contains(alice);
        assertThat(cookieGrant(marking, new TestUsers(TestUsers.alice(null))).sign().await().cookies().cookies())
                .anyMatch(cookie -> cookie.name().equals("q_cloudfront_mark"));
        assertThatThrownBy(() -> urls.entitlement(TestUsers.alice(null)).eachUrl(NOW.plus(LIFE)).apply("/a.jpg?mark=x").await())
                .hasMessageContaining("CloudFront or marks reserve");
        assertThat(grant(signer, TestUsers.alice(null)).entitlement(TestUsers.alice(null)).eachUrl(NOW.plus(LIFE))
                .apply("/a.jpg").await())
                .doesNotContain("mark=");
    }

    @Test
    void grantWithoutAUser_hasThatOfAnonymousViewers() {
        ConfiguredSigner marking = TestSigners.marking(clock, MARKS);
        Grant grant = new Grant(GrantTerms.of("Album.list", marking, PolicyTemplate.parse("/*"), LIFE, null), Map.of(), null,
                null);

        assertThat(grant.sign().await().url("/a.jpg"))
                .contains("mark=" + new MarkSecret(new byte[32]).pseudonym("", "") + ".");
    }

    private static Grant tenantGrant(SteppedClock clock, String resource, String label) {
        ConfiguredSigner signer = TestSigners.signer(clock, "url=https://{claim.tenant}.media.example.com",
                "bound-to-token=false");
        return grant(signer, resource, new TestUsers(TestUsers.withData(label)));
    }

    @Test
    void tenant_isTheClaimOfTheUser() {
        Grant grant = tenantGrant(clock, null, "acme");
        User user = grant.user().await();

        assertThat(grant.entitlement(user).eachUrl(NOW.plusSeconds(60)).apply("/a.jpg").await())
                .startsWith("https://acme.media.example.com/a.jpg?");
        assertThat(grant.entitlement(user).eachUrl(NOW.plusSeconds(60)).apply("/a.jpg").toUni().await().indefinitely())
                .startsWith("https://acme.media.example.com/a.jpg?");
        assertThatThrownBy(() -> grant.entitlement(user).eachUrl(NOW.plusSeconds(60))
                .apply("https://beta.media.example.com/a.jpg").await())
                .isInstanceOf(CloudFrontSignerException.class);
        DefaultSignedPolicy policy = tenantGrant(clock, "/albums/{id}/*", "acme").sign().await();
        assertThat(policy.policy().resource()).isEqualTo("https://acme.media.example.com/albums/a%20b/*");
        assertThat(policy.url("/albums/a%20b/1.jpg")).startsWith("https://acme.media.example.com/albums/a%20b/1.jpg?");
        assertThatThrownBy(() -> policy.url("https://beta.media.example.com/albums/a%20b/1.jpg"))
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @ParameterizedTest
    @MethodSource("dataThatIsNotOneSegment")
    void userWhoseTenantIsNotALabel_isForbidden(String data) {
        for (String resource : Arrays.asList(null, "/albums/{id}/*")) {
            Grant grant = tenantGrant(clock, resource, data);
            User user = grant.user().await();

            assertThatThrownBy(
                    () -> (resource == null ? grant.entitlement(user).eachUrl(NOW.plusSeconds(60)).apply("/a")
                            : grant.sign()).await())
                    .isInstanceOf(ForbiddenException.class).hasMessageStartingWith("Album.list: The domain of a tenant");
        }
    }

    @Test
    void missingClaim_isNamedWithWhatRequiresIt() {
        User user = TestUsers.withoutClaims("alice");
        String missing = "The user has no token with a \"tenant\" claim that is text, a whole number, or a boolean. Have the "
                + "identity provider issue ";
        ConfiguredSigner ofTenants = TestSigners.signer(clock, "url=https://{claim.tenant}.media.example.com",
                "bound-to-token=false");

        assertThatThrownBy(
                () -> grant(ofTenants, null, new TestUsers(user)).entitlement(user).eachUrl(NOW.plusSeconds(60)).apply("/a")
                        .await())
                .isInstanceOf(ForbiddenException.class)
                .hasMessage("Album.list: " + missing + "such a value, or use another claim in the signer's url");
        assertThatThrownBy(() -> grant(unbound, "/{claim.tenant}/*", new TestUsers(user)).entitlement(user).sign().await())
                .isInstanceOf(ForbiddenException.class)
                .hasMessage("the user's claims or name do not fit into the resource of Album.list. " + missing
                        + "short values without slashes or dot segments, or use other claims");
    }

    @Test
    void tenantWithoutSecurity_isNotConfigured() {
        ConfiguredSigner signer = TestSigners.signer(clock, "url=https://{claim.tenant}.media.example.com");
        Grant grant = new Grant(GrantTerms.of("Album.list", signer, null, LIFE, null), Map.of(), null, null);

        assertThatThrownBy(() -> grant.entitlement(User.UNKNOWN).eachUrl(NOW.plusSeconds(60)).apply("/a").await())
                .isInstanceOfSatisfying(CloudFrontSignerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIGURED));
    }

    private static Later<User> caller(TestUsers users) {
        return users == null ? null : users.user();
    }
}
