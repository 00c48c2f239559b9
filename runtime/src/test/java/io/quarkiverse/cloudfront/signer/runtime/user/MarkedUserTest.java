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

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Whom a mark stands for, and since when. */
class MarkedUserTest {

    private static final Instant LOGIN = Instant.ofEpochSecond(1_800_000_000);

    private static Token token(Map<String, Object> claims) {
        return new Token(claims::get, true);
    }

    private static MarkedUser marked(String name, Token... tokens) {
        return KnownTokens.of(identity(name).build(), List.of(tokens)).marked();
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
                .isEqualTo(new MarkedUser("https://id", "42", LOGIN));
        assertThat(marked("Alice", token(Map.of("iss", "https://id", "sub", "42"))).login()).isNull();
        assertThat(marked("Alice", token(Map.of("sub", "42", "auth_time", "soon"))))
                .isEqualTo(new MarkedUser("", "42", null));
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
                .isEqualTo(new MarkedUser("https://other", "43", LOGIN, "", null));
    }

    @Test
    void userWithoutAToken_isTheName() {
        assertThat(marked("alice")).isEqualTo(new MarkedUser("", "alice", null));
        assertThat(marked("alice", token(Map.of("sub", "")))).isEqualTo(new MarkedUser("", "alice", null));
    }

    @Test
    void anonymousViewer_isNotMarked() {
        assertThat(marked("", token(Map.of("sub", "42")))).isNull();
        assertThat(TestUsers.nobody().requireMarked()).isEqualTo(MarkedUser.ANONYMOUS);
    }

    @Test
    void userWithoutAName_cannotBeMarked() {
        User nameless = new User(false, "", "", Optional.empty(), null, name -> name, null);

        assertThatThrownBy(nameless::requireMarked).isInstanceOf(CloudFrontSignerException.class)
                .hasFieldOrPropertyWithValue("reason", Reason.USER_UNKNOWN)
                .hasMessage("the user has neither a subject nor a name, so that nothing can be marked with it");
    }

    /** Users can often edit their profile at the provider, and could move their login behind a revocation. */
    @Test
    void userInfo_doesNotTellTheLogin() {
        OidcReader oidc = new OidcReader(Stub.of(Instance.class, Map.of("get", none -> new TokenIntrospection())));
        UserInfo edited = new UserInfo(
                "{\"sub\":\"42\",\"auth_time\":2000000000,\"iat\":2000000000,\"sid\":\"s1\",\"tenant\":\"a\"}");

        List<Token> tokens = oidc.read(identity("alice").addAttribute("userinfo", edited).build());

        assertThat(marked("alice", tokens.toArray(Token[]::new))).isEqualTo(new MarkedUser("", "42", null));
        assertThat(Stream.of("tenant", "auth_time", "iat").map(tokens.get(0)::claim).filter(each -> each.isPresent()))
                .hasSize(1);
    }
}
