package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.LogCapture;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers.TokenReader;
import io.quarkiverse.cloudfront.signer.runtime.user.reactive.messaging.Incoming;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.RefreshToken;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;

class IdentityUsersTest {

    private static final long END = 1_900_000_000;

    private final Exchange exchange = new Exchange();
    private final RequestScope request = new RequestScope(true);
    private Supplier<TokenIntrospection> ofAccessToken = TokenIntrospection::new;

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private IdentityUsers users(LateIdentity identity) {
        return new IdentityUsers(identity, Exchange.viewers(request.isActive() ? exchange : null),
                List.of(new JwtReader(), new OidcReader(Stub.of(Instance.class, Map.of("get", none -> ofAccessToken.get())))),
                request);
    }

    private User user(QuarkusSecurityIdentity.Builder identity) {
        return users(LateIdentity.known(identity.build())).current().await();
    }

    private static QuarkusSecurityIdentity.Builder named(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
    }

    private static QuarkusSecurityIdentity.Builder withToken(Map<String, Object> claims) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new Jwt(claims));
    }

    private static String encoded(long expiry) {
        return Jwt.encoded("{\"sub\":\"42\",\"exp\":" + expiry + "}");
    }

    private void authenticatedBy(Class<?>... credentials) {
        HttpAuthenticationMechanism mechanism = Stub.of(HttpAuthenticationMechanism.class,
                Map.of("getCredentialTypes", none -> Set.of(credentials)));
        exchange.context().put(HttpAuthenticationMechanism.class.getName(), mechanism);
    }

    private static void assertExpiry(User user, long expiry) {
        assertThat(user.tokenExpiry()).hasValue(Instant.ofEpochSecond(expiry));
        assertThat(user.unboundable()).isNull();
    }

    @Test
    void user_isMarkedWithTheSubject() {
        IdentityUsers users = users(LateIdentity.known(withToken(Map.of("iss", "https://id", "sub", "42")).build()));

        assertThat(users.current().await().requireMarked()).isEqualTo(new MarkedUser("https://id", "42", null));
        assertThat(users.of(withToken(Map.of("sub", "42")).build()).marked().get())
                .isEqualTo(new MarkedUser("tenant:", "42", null));
    }

    /** Users choose and change the name that a provider shows. */
    @Test
    void userOfATokenWithoutASubject_isForbiddenUnlessAClaimIsNamed() {
        IdentityUsers users = users(LateIdentity.known(withToken(Map.of("exp", END, "id", 42)).build()));
        User user = users.current().await();
        assertThat(user.cookieOwner().get().user()).isEqualTo(" alice");

        try (LogCapture log = new LogCapture(IdentityUsers.class)) {
            assertThatThrownBy(user::requireMarked).isInstanceOf(ForbiddenException.class).hasMessageNotContaining("sub");
            assertThat(log.take()).containsExactly("WARN Access denied: marks cannot identify the user, whose token has no "
                    + "\"sub\" claim. Set quarkus.cloudfront-signer.marks.subject-claim to a claim of the token or of its "
                    + "UserInfo that identifies a user and never changes, such as \"id\"");
        }
        users.useSubject("id");
        assertThat(users.current().await().requireMarked()).isEqualTo(new MarkedUser("tenant:", "42", null));
        assertThat(users.current().await().cookieOwner().get().user()).isEqualTo("7:tenant:42");
        assertThat(users.of(withToken(Map.of("id", 42)).build()).marked().get())
                .isEqualTo(new MarkedUser("tenant:", "42", null));
    }

    @Test
    void nameOfAUser_isMarkedWithoutATokenOnly() {
        authenticatedBy(UsernamePasswordAuthenticationRequest.class);
        assertThat(user(named("alice")).requireMarked()).isEqualTo(new MarkedUser("", "alice", null));
        authenticatedBy(TokenAuthenticationRequest.class, UsernamePasswordAuthenticationRequest.class);
        assertThat(user(named("alice")).requireMarked()).isEqualTo(new MarkedUser("", "alice", null));

        authenticatedBy(TokenAuthenticationRequest.class);
        assertThatThrownBy(user(named("alice"))::requireMarked).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(user(named("alice").addCredential(new AccessTokenCredential("opaque")))::requireMarked)
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void token_hasUserAndExpiry() {
        User user = user(withToken(Map.of("exp", END, "iss", "https://id", "sub", "42", "tenant", "t1")));

        assertExpiry(user, END);
        assertThat(user.anonymous()).isFalse();
        assertThat(user.cookieOwner().get().user()).isEqualTo("10:https://id42");
        assertThat(user.placeholders().apply("principal")).isEqualTo("alice");
        assertThat(user.placeholders().apply("claim.tenant")).isEqualTo("t1");
    }

    @Test
    void earliestOfSeveralExpiries_isUsed() {
        assertExpiry(user(withToken(Map.of("exp", END)).addAttribute("quarkus.identity.expire-time", END - 7)), END - 7);
        assertExpiry(user(withToken(Map.of("exp", END - 9)).addAttribute("quarkus.identity.expire-time", END)), END - 9);
        assertExpiry(user(named("alice").addCredential(new AccessTokenCredential(encoded(END)))
                .addAttribute("introspection", new TokenIntrospection("{\"active\":true,\"exp\":" + (END - 3) + "}"))),
                END - 3);
        assertExpiry(user(named("alice").addAttribute("exp", List.of(String.valueOf(END)))), END);
    }

    @Test
    void replacedPrincipal_doesNotReplaceTheToken() {
        User user = user(named("Alice of Sales").addCredential(new AccessTokenCredential(encoded(END))));

        assertExpiry(user, END);
        assertThat(user.placeholders().apply("principal")).isEqualTo("Alice of Sales");
        assertThat(user.placeholders().apply("claim.sub")).isEqualTo("42");
        assertThatThrownBy(() -> user.placeholders().apply("session")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{session}");
    }

    @Test
    void verifiedAccessTokenNextToAnIdToken_isUsed() {
        var identity = named("alice").addCredential(new IdTokenCredential(encoded(END)))
                .addCredential(new AccessTokenCredential(encoded(END - 5)));
        assertExpiry(user(identity), END);

        assertExpiry(user(named("alice").addCredential(new IdTokenCredential(encoded(END)))
                .addCredential(new AccessTokenCredential(encoded(END - 5)))
                .addAttribute("code_flow_access_token_result", true)), END - 5);
    }

    @Test
    void verifiedOpaqueAccessTokenNextToAnIdToken_isUsed() {
        ofAccessToken = () -> new TokenIntrospection("{\"active\":true,\"tenant\":\"t1\",\"exp\":" + (END - 5) + "}");

        assertExpiry(user(withOpaqueAccessToken()), END);
        User verified = user(withOpaqueAccessToken().addAttribute("code_flow_access_token_result", true));
        assertExpiry(verified, END - 5);
        assertThat(verified.placeholders().apply("claim.tenant")).isEqualTo("t1");
    }

    @Test
    void opaqueAccessTokenVerifiedByTheUserInfo_doesNotReplaceTheIdToken() {
        assertExpiry(user(withOpaqueAccessToken().addAttribute("code_flow_access_token_result", true)), END);
    }

    @Test
    void opaqueAccessTokenOutsideOfItsRequest_isUnknown() {
        ofAccessToken = () -> {
            throw new ContextNotActiveException();
        };

        assertThat(user(withOpaqueAccessToken()).unboundable()).isNull();
        User verified = user(withOpaqueAccessToken().addAttribute("code_flow_access_token_result", true));
        assertThat(verified.unboundable()).startsWith("it is not known when the user's token expires");
        assertThatThrownBy(() -> verified.placeholders().apply("claim.tenant")).isInstanceOf(CloudFrontSignerException.class);
    }

    private static QuarkusSecurityIdentity.Builder withOpaqueAccessToken() {
        return named("alice").addCredential(new IdTokenCredential(encoded(END)))
                .addCredential(new AccessTokenCredential("opaque"));
    }

    @Test
    void userWithoutATokenThatExpires_isNotBound() {
        for (QuarkusSecurityIdentity.Builder identity : List.of(named("alice").addCredential(new RefreshToken(encoded(END))),
                withToken(Map.of("sub", "42")), named("").setAnonymous(true))) {
            assertThat(user(identity).tokenExpiry()).isEmpty();
            assertThat(user(identity).unboundable()).isNull();
        }
        assertThat(user(named("").setAnonymous(true)).anonymous()).isTrue();
    }

    @Test
    void opaqueToken_expiresAsItsIntrospectionSays() {
        assertThat(user(named("alice").addCredential(new AccessTokenCredential("opaque"))).unboundable())
                .startsWith("it is not known when the user's token expires");
        assertThat(user(named("alice").addCredential(new AccessTokenCredential("opaque"))
                .addAttribute("introspection", new TokenIntrospection("{\"active\":true}"))).unboundable()).isNotNull();

        User introspected = user(named("alice").addCredential(new AccessTokenCredential("opaque"))
                .addAttribute("introspection", new TokenIntrospection("{\"active\":true,\"sub\":\"7\",\"exp\":" + END + "}"))
                .addAttribute("userinfo", new UserInfo("{\"team\":\"blue\"}")));
        assertExpiry(introspected, END);
        assertThat(introspected.placeholders().apply("claim.sub")).isEqualTo("7");
        assertThat(introspected.placeholders().apply("claim.team")).isEqualTo("blue");
    }

    @Test
    void unreadableExpiry_isUnknown() {
        assertThat(user(withToken(Map.of("exp", END)).addAttribute("quarkus.identity.expire-time", "tomorrow")).unboundable())
                .isNotNull();
        assertThat(user(withToken(Map.of("exp", END))
                .addAttribute("introspection", new TokenIntrospection("{\"exp\":\"tomorrow\"}"))).unboundable()).isNotNull();
    }

    @Test
    void userOfATokenMechanism_needsAnExpiry() {
        authenticatedBy(TokenAuthenticationRequest.class);
        assertThat(user(named("alice")).unboundable()).isNotNull();

        authenticatedBy(UsernamePasswordAuthenticationRequest.class);
        assertThat(user(named("alice")).unboundable()).isNull();
        authenticatedBy();
        assertThat(user(named("alice")).unboundable()).as("a mechanism that does not say how").isNull();
    }

    @ParameterizedTest
    @CsvSource({ "string,text", "realm/name,r1", "age,7", "admin,true" })
    void claim_isAPlaceholder(String path, String expected) {
        User user = user(withToken(Map.of("string", "text", "realm", Map.of("name", "r1"), "age", 7L, "admin", true)));

        assertThat(user.placeholders().apply("claim." + path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "other", "groups", "realm" })
    void missingClaim_fails(String claim) {
        User user = user(withToken(Map.of("groups", List.of("a"), "realm", Map.of())));

        assertThatThrownBy(() -> user.placeholders().apply("claim." + claim)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The user's token has no \"" + claim + "\" claim that is text, a whole number, or a boolean");
    }

    private static String tenant(List<TokenReader> readers, QuarkusSecurityIdentity.Builder identity) {
        return new IdentityUsers(LateIdentity.known(identity.build()), Exchange.viewers(null), readers, new RequestScope(true))
                .current().await().placeholders().apply("claim.tenant");
    }

    /** Users can often edit their profile at the provider, which is the UserInfo. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void tokenAndIntrospection_decideBeforeTheUserInfo(boolean jwtFirst) {
        TokenReader oidc = new OidcReader(Stub.of(Instance.class, Map.of("get", none -> new TokenIntrospection())));
        List<TokenReader> readers = jwtFirst ? List.of(new JwtReader(), oidc) : List.of(oidc, new JwtReader());
        UserInfo edited = new UserInfo("{\"tenant\":\"mallory\"}");
        TokenIntrospection introspection = new TokenIntrospection("{\"active\":true,\"tenant\":\"acme\"}");

        assertThat(tenant(readers, withToken(Map.of("tenant", "acme")).addAttribute("userinfo", edited))).isEqualTo("acme");
        assertThat(tenant(readers, withToken(Map.of("tenant", "acme")).addAttribute("userinfo", edited)
                .addAttribute("introspection", new TokenIntrospection("{\"tenant\":\"other\"}")))).isEqualTo("acme");
        assertThat(tenant(readers, withToken(Map.of()).addAttribute("userinfo", edited)
                .addAttribute("introspection", introspection))).isEqualTo("acme");
        assertThat(tenant(readers, named("alice").addAttribute("userinfo", edited)
                .addAttribute("introspection", introspection))).isEqualTo("acme");
        assertThat(tenant(readers, named("alice").addCredential(new IdTokenCredential(Jwt.encoded("{\"tenant\":\"acme\"}")))
                .addAttribute("userinfo", edited)
                .addAttribute("introspection", new TokenIntrospection("{\"tenant\":\"other\"}")))).isEqualTo("acme");
        assertThat(tenant(readers, withToken(Map.of()).addAttribute("userinfo", edited))).isEqualTo("mallory");
    }

    @Test
    void verifiedAccessToken_decidesBeforeTheUserInfo() {
        ofAccessToken = () -> new TokenIntrospection("{\"tenant\":\"acme\"}");

        assertThat(user(named("alice").addAttribute("code_flow_access_token_result", "verified")
                .addAttribute("userinfo", new UserInfo("{\"tenant\":\"mallory\"}"))).placeholders().apply("claim.tenant"))
                .isEqualTo("acme");
    }

    @Test
    void userWithoutToken_hasNoClaims() {
        assertThatThrownBy(() -> user(named("alice")).placeholders().apply("claim.sub"))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessage("The user has no token with a \"sub\" claim that is text, a whole number, or a boolean");
    }

    @Test
    void refusal_isExplainedInTheLogOnly() {
        try (LogCapture log = new LogCapture(IdentityUsers.class)) {
            assertThat(users(new LateIdentity()).forbidden("the reason")).isInstanceOf(ForbiddenException.class)
                    .hasMessage("The user does not have the claims or the name that this resource requires");
            assertThat(log.take()).containsExactly("WARN Access denied: the reason");
        }
    }

    @Test
    void tenant_isTakenFromTheIdentityOrTheRequest() {
        assertThat(user(named("alice").addAttribute("tenant-id", "shop")).cookieOwner().get().tenant()).isEqualTo("shop");
        exchange.context().put("tenant-id", "club");
        assertThat(user(named("alice")).cookieOwner().get().tenant()).isEmpty();
        authenticatedBy(TokenAuthenticationRequest.class);
        assertThat(user(named("alice")).cookieOwner().get().tenant()).isEqualTo("club");
        assertThat(user(named("alice").addAttribute("tenant-id", "shop")).cookieOwner().get().tenant()).isEqualTo("shop");
    }

    @Test
    void lostRequest_makesTheTokenUnknown() {
        request.terminate();
        assertThat(user(named("").setAnonymous(true)).unboundable()).startsWith("the user's token is unknown here");
        assertThat(request.isActive()).isFalse();

        IdentityUsers withoutTokens = users(LateIdentity.known(named("").setAnonymous(true).build()));
        withoutTokens.forgoTokens();
        assertThat(withoutTokens.current().await().unboundable()).isNull();
        assertThat(withoutTokens.mayHaveTokens()).isFalse();
    }

    @Test
    void userOutsideOfARequest_withoutPassword_needsAnExpiry() {
        request.terminate();

        assertThat(user(named("alice")).unboundable()).isNotNull();
        assertThat(user(named("alice").addCredential(new PasswordCredential("x".toCharArray()))).unboundable()).isNull();
        assertThat(user(named("alice").addCredential(new CertificateCredential(null))).unboundable()).isNull();
    }

    @Incoming
    void receive() {
        // is only named
    }

    private String unboundableIn(String method) throws NoSuchMethodException {
        return users(LateIdentity.known(named("").setAnonymous(true).build()))
                .currentIn(IdentityUsersTest.class.getDeclaredMethod(method)).await().unboundable();
    }

    @Test
    void consumerOfMessages_hasNotLostARequest() throws NoSuchMethodException {
        request.terminate();

        assertThat(unboundableIn("receive")).isNull();
        assertThat(unboundableIn("userWithoutATokenThatExpires_isNotBound")).startsWith("the user's token is unknown here");
        assertThat(unboundableIn("detectEventLoop")).startsWith("the user's token is unknown here");
    }

    @Test
    void pendingUser_isNotAwaitedOnTheEventLoop() {
        LateIdentity late = new LateIdentity();
        Later<User> caller = users(late).current();
        assertThat(caller.ifKnown()).isNull();
        assertThatThrownBy(() -> EventLoop.run(() -> caller.await())).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the event loop must not wait");
        CompletableFuture<User> seen = caller.toUni().subscribeAsCompletionStage();

        late.complete(named("alice").build());

        assertThat(seen.orTimeout(60, TimeUnit.SECONDS).join().cookieOwner().get().user()).isEqualTo("0:alice");
        assertThat(caller.ifKnown().await().cookieOwner().get().user()).isEqualTo("0:alice");
        assertThat(EventLoop.run(() -> caller.await()).cookieOwner().get().user()).isEqualTo("0:alice");
    }

    @Test
    void pendingUser_isAwaitedWhereBlockingIsAllowed() {
        LateIdentity late = new LateIdentity();
        CompletableFuture.runAsync(() -> late.complete(named("alice").build()));

        assertThat(users(late).current().await().cookieOwner().get().user()).isEqualTo("0:alice");
    }

    @Test
    void checkedFailureOfAuthentication_reachesTheCaller() {
        LateIdentity failed = new LateIdentity();
        failed.completeExceptionally(new IOException("the provider does not respond"));

        assertThatThrownBy(() -> users(failed).current().await()).isInstanceOf(IOException.class)
                .hasMessage("the provider does not respond");
    }

    @Test
    void failedAuthentication_reachesTheCaller() {
        LateIdentity failed = new LateIdentity();
        failed.completeExceptionally(new AuthenticationFailedException("no"));

        assertThatThrownBy(() -> users(failed).current().await()).isInstanceOf(AuthenticationFailedException.class);
        assertThat(users(failed).current().ifKnown().isValue()).isFalse();
        assertThat(users(failed).unauthorized("why")).isInstanceOf(UnauthorizedException.class).hasMessage("why");
    }
}
