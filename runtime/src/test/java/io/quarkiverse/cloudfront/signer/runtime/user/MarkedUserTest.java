package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Whom a mark stands for, and since when. */
class MarkedUserTest {

    private static final Instant LOGIN = Instant.ofEpochSecond(1_800_000_000);

    private static Token token(Map<String, Object> claims) {
        return new Token(claims::get, true);
    }

    private static MarkedUser marked(String name, Token... tokens) {
        return marked(identity(name), "sub", List.of(tokens));
    }

    private static MarkedUser marked(QuarkusSecurityIdentity.Builder identity, String subjectClaim, List<Token> tokens) {
        return KnownTokens.of(identity.build(), tokens).marked(subjectClaim, null, false);
    }

    private static QuarkusSecurityIdentity.Builder identity(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).setAnonymous(name.isEmpty());
    }

    @Test
    void user_isTheSubjectOfTheIssuer() {
        assertThat(marked("Alice", token(Map.of("iss", "https://id", "sub", "42", "auth_time", LOGIN.getEpochSecond(), "iat",
                LOGIN.getEpochSecond() + 60, "sid", "s1"))))
                .isEqualTo(new MarkedUser("https://id", "42", LOGIN, "s1", LOGIN.plusSeconds(60)));
    }

    @Test
    void loginWithoutATime_isWhenTheTokenWasIssued() {
        assertThat(marked("Alice", token(Map.of("iss", "https://id", "sub", "42", "iat", LOGIN.getEpochSecond()))))
                .isEqualTo(new MarkedUser("https://id", "42", LOGIN, "", null));
        assertThat(marked("Alice", token(Map.of("iss", "https://id", "sub", "42"))).login()).isNull();
        assertThat(marked("Alice", token(Map.of("sub", "42", "auth_time", "soon"))))
                .isEqualTo(new MarkedUser("tenant:", "42", null));
    }

    /** Otherwise, a user could combine them. */
    @Test
    void subjectAndLogin_areThoseOfOneToken() {
        Token trusted = token(Map.of("iss", "https://id", "sub", "42"));
        Token session = token(Map.of("sid", "s1"));
        Token other = token(Map.of("iss", "https://other", "sub", "43", "auth_time", LOGIN.getEpochSecond()));

        assertThat(marked("Alice", trusted, other, session)).isEqualTo(new MarkedUser("https://id", "42", null));
        assertThat(marked("Alice", session, trusted)).isEqualTo(new MarkedUser("https://id", "42", null));
        assertThat(marked("Alice", token(Map.of("auth_time", 1)), other))
                .isEqualTo(new MarkedUser("https://other", "43", LOGIN));
    }

    /** A provider that is ahead of us, or that counts milliseconds: a later start would escape a revocation. */
    @ParameterizedTest
    @ValueSource(longs = { 1_800_000_001, 1_800_000_000_000L })
    void loginAfterTheTokenWasIssued_isThatTime(long authTime) {
        long issued = LOGIN.getEpochSecond();

        assertThat(marked("Alice", token(Map.of("sub", "42", "auth_time", authTime, "iat", issued))).login()).isEqualTo(LOGIN);
        assertThat(marked("Alice", token(Map.of("sub", "42", "auth_time", issued, "iat", issued + 60))).login())
                .isEqualTo(LOGIN);
    }

    @Test
    void userWithoutAToken_isTheName() {
        assertThat(marked("alice")).isEqualTo(new MarkedUser("", "alice", null));
    }

    @Test
    void nameNextToAToken_isNotMarked() {
        assertThat(marked("alice", token(Map.of("sub", "", "name", "alice")))).isNull();
        assertThat(marked("alice", token(Map.of("id", 42)))).isNull();
        assertThat(KnownTokens.of(identity("alice").build(), List.of()).marked("sub", null, true)).isNull();
    }

    @Test
    void subjectClaim_isUsedIfNoTokenHasASubject() {
        Token github = token(Map.of("id", 583_231, "data", Map.of("id", "7"), "iat", LOGIN.getEpochSecond()));

        assertThat(marked(identity("alice"), "id", List.of(github)))
                .isEqualTo(new MarkedUser("tenant:", "583231", LOGIN, "", null));
        assertThat(marked(identity("alice"), "data/id", List.of(github)))
                .isEqualTo(new MarkedUser("tenant:", "7", LOGIN, "", null));
        assertThat(marked(identity("alice"), "data", List.of(github))).isNull();
        assertThat(marked(identity("alice"), "id", List.of(github, token(Map.of("sub", "42")))).subject()).isEqualTo("42");
    }

    /** The attributes of quarkus-elytron-security-oauth2, or those that an application has added. */
    @Test
    void attributesOfAnIdentity_areReadAfterItsTokens() {
        var attributed = identity("alice").addAttribute("sub", "7").addAttribute("iss", "https://id")
                .addCredential(new AccessTokenCredential("opaque"));

        assertThat(marked(attributed, "sub", List.of())).isEqualTo(new MarkedUser("https://id", "7", null));
        assertThat(marked(attributed, "sub", List.of(token(Map.of("sub", "42")))).subject()).isEqualTo("42");
        assertThat(marked(identity("alice").addAttribute("sub", "7"), "sub", List.of())).isEqualTo(
                new MarkedUser("", "alice", null));
    }

    /** Two providers without issuers count their users in the same way. */
    @Test
    void tenant_standsForAnIssuer() {
        List<Token> tokens = List.of(token(Map.of("id", 1)));

        assertThat(marked(ofTenant("github"), "id", tokens).issuer()).isEqualTo("tenant:github");
        assertThat(marked(ofTenant("Default"), "id", tokens).issuer()).isEqualTo("tenant:Default");
        assertThat(marked(ofTenant("github"), "id", List.of(token(Map.of("iss", "https://id", "id", 1)))).issuer())
                .isEqualTo("https://id");
        for (String reserved : List.of("", "tenant:", "tenant:Default")) {
            assertThat(marked(ofTenant("github"), "id", List.of(token(Map.of("iss", reserved, "id", 1)))).issuer())
                    .isEqualTo("tenant:github");
        }
    }

    private static QuarkusSecurityIdentity.Builder ofTenant(String tenant) {
        return identity("alice").addAttribute("tenant-id", tenant);
    }

    /** A user could otherwise take the name of another one, whose marks and cookies would be taken for the user's own. */
    @Test
    void equalTexts_areOtherUsersIfTheirKindsDiffer() {
        Token subject = token(Map.of("sub", "7001"));
        Token unnamed = token(Map.of());
        List<KnownTokens> users = List.of(KnownTokens.of(identity("7001").build(), List.of()),
                KnownTokens.of(identity("tenant:7001").build(), List.of()),
                KnownTokens.of(identity("tenant:Default7001").build(), List.of()),
                KnownTokens.of(identity("https://id7001").build(), List.of()),
                KnownTokens.of(identity("0:7001").build(), List.of()),
                KnownTokens.of(identity("10:https://id7001").build(), List.of()),
                KnownTokens.of(identity("x").build(), List.of(subject)),
                KnownTokens.of(ofTenant("Default").build(), List.of(subject)),
                KnownTokens.of(ofTenant("github").build(), List.of(subject)),
                KnownTokens.of(ofTenant("x").build(), List.of(token(Map.of("iss", "github", "sub", "7001")))),
                KnownTokens.of(ofTenant("y").build(), List.of(token(Map.of("iss", "tenant:github", "sub", "7001")))),
                KnownTokens.of(ofTenant("z").build(), List.of(token(Map.of("iss", "", "sub", "7001")))),
                KnownTokens.of(identity("x").build(), List.of(token(Map.of("iss", "Default", "sub", "7001")))),
                KnownTokens.of(identity("x").build(), List.of(token(Map.of("iss", "https://id", "sub", "7001")))),
                KnownTokens.of(identity("x").build(), List.of(token(Map.of("iss", "https://id7", "sub", "001")))));
        List<KnownTokens> unmarked = List.of(KnownTokens.of(identity("7001").build(), List.of(unnamed)),
                KnownTokens.of(identity("0:7001").build(), List.of(unnamed)),
                KnownTokens.of(identity("10:https://id7001").build(), List.of(unnamed)));

        MarkSecret secret = new MarkSecret(new byte[MarkSecret.SHORTEST]);
        assertThat(users.stream().map(each -> each.marked("id", null, false))
                .map(each -> secret.pseudonym(each.issuer(), each.subject()))).doesNotHaveDuplicates();
        assertThat(unmarked).allMatch(each -> each.marked("id", null, false) == null);
        assertThat(Stream.concat(users.stream(), unmarked.stream()).map(each -> each.owner("id", null, false)))
                .doesNotHaveDuplicates();
        assertThat(users.stream().map(each -> each.marked("id", null, false)).filter(MarkedUser::hasToken)).hasSize(9);
    }

    @Test
    void anonymousViewer_isNotMarked() {
        assertThat(marked("", token(Map.of("sub", "42")))).isNull();
        assertThat(TestUsers.nobody().requireMarked()).isEqualTo(MarkedUser.ANONYMOUS);
    }

    @Test
    void userWithoutAName_cannotBeMarked() {
        User nameless = new User(false, () -> CookieOwner.NOBODY, Optional.empty(), null, name -> name, () -> null);

        assertThatThrownBy(nameless::requireMarked).isInstanceOf(ForbiddenException.class);
    }

    /** The UserInfo of GitHub, next to a token that quarkus-oidc has made for the session. */
    @Test
    void subjectOfTheUserInfo_hasTheLoginOfTheToken() {
        OidcReader oidc = new OidcReader(Stub.of(Instance.class, Map.of()));
        var claims = Map.<String, Object> of("iat", LOGIN.getEpochSecond(), "aud", "gallery");
        var session = QuarkusSecurityIdentity.builder().setPrincipal(new Jwt(claims))
                .addAttribute("userinfo", new UserInfo("{\"id\":583231,\"name\":\"The Octocat\",\"iat\":2000000000}"));

        assertThat(marked(session, "id", oidc.read(session.build())))
                .isEqualTo(new MarkedUser("tenant:", "583231", LOGIN, "", null));
        var replaced = identity("alice").addCredential(new IdTokenCredential(Jwt.encoded("{\"iat\":1800000000}")))
                .addAttribute("userinfo", new UserInfo("{\"id\":583231}"));
        assertThat(marked(replaced, "id", oidc.read(replaced.build())))
                .isEqualTo(new MarkedUser("tenant:", "583231", LOGIN, "", null));
    }

    /** Users can often edit their profile at the provider, and could move their login behind a revocation. */
    @Test
    void userInfo_doesNotTellTheLogin() {
        OidcReader oidc = new OidcReader(Stub.of(Instance.class, Map.of("get", none -> new TokenIntrospection())));
        UserInfo edited = new UserInfo(
                "{\"sub\":\"42\",\"auth_time\":2000000000,\"iat\":2000000000,\"sid\":\"s1\",\"tenant\":\"a\"}");

        List<Token> tokens = oidc.read(identity("alice").addAttribute("userinfo", edited).build());

        assertThat(marked("alice", tokens.toArray(Token[]::new))).isEqualTo(new MarkedUser("tenant:", "42", null));
        assertThat(Stream.of("tenant", "auth_time", "iat").map(tokens.get(0)::claim).filter(each -> each.isPresent()))
                .hasSize(1);
    }
}
