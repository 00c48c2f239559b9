package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.RefreshToken;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/**
 * Which of several tokens bind a grant.
 */
class KnownTokensTest {

    private static final String VERIFIED = "code_flow_access_token_result";
    private static final long END = 1_900_000_000;

    private static QuarkusSecurityIdentity.Builder alice() {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"));
    }

    /** As in the code flow of quarkus-oidc, whose access token and refresh token end earlier. */
    private static QuarkusSecurityIdentity.Builder ofCodeFlow(String idToken) {
        return alice().addCredential(new IdTokenCredential(idToken))
                .addCredential(new AccessTokenCredential(expiring(END - 5))).addCredential(new RefreshToken(expiring(END - 9)));
    }

    private static String expiring(long expiry) {
        return Jwt.encoded("{\"exp\":" + expiry + "}");
    }

    private static Token token(boolean complete, Map<String, Object> claims) {
        return new Token(claims::get, complete);
    }

    private static Instant earliest(QuarkusSecurityIdentity.Builder identity, Token... tokens) {
        return KnownTokens.of(identity.build(), List.of(tokens)).earliest();
    }

    private static boolean lacksExpiry(QuarkusSecurityIdentity.Builder identity, Token... tokens) {
        return KnownTokens.of(identity.build(), List.of(tokens)).lackExpiry(new Exchange().context(), true);
    }

    @Test
    void idToken_bindsUnlessTheAccessTokenIsVerified() {
        assertThat(earliest(ofCodeFlow(expiring(END)))).isEqualTo(Instant.ofEpochSecond(END));
        assertThat(earliest(ofCodeFlow(expiring(END)).addAttribute(VERIFIED, true)))
                .isEqualTo(Instant.ofEpochSecond(END - 5));
    }

    @Test
    void unverifiedAccessToken_doesNotReplaceAnEncryptedIdToken() {
        assertThat(earliest(ofCodeFlow("encrypted"))).isNull();
        assertThat(lacksExpiry(ofCodeFlow("encrypted"))).isTrue();
        assertThat(earliest(ofCodeFlow("encrypted").addAttribute(VERIFIED, true))).isEqualTo(Instant.ofEpochSecond(END - 5));
    }

    @Test
    void accessTokenWithoutIdToken_binds() {
        assertThat(earliest(alice().addCredential(new AccessTokenCredential(expiring(END)))))
                .isEqualTo(Instant.ofEpochSecond(END));
    }

    @Test
    void verifiedAccessToken_bindsNextToADecodedToken() {
        Token principal = token(true, Map.of("exp", END));

        assertThat(earliest(ofCodeFlow(expiring(END)), principal)).isEqualTo(Instant.ofEpochSecond(END));
        assertThat(earliest(ofCodeFlow(expiring(END)).addAttribute(VERIFIED, true), principal))
                .isEqualTo(Instant.ofEpochSecond(END - 5));
    }

    @Test
    void decodedToken_isNotDecodedAgain() {
        QuarkusSecurityIdentity.Builder bearer = alice().addCredential(new AccessTokenCredential(expiring(END)));

        assertThat(earliest(bearer, token(true, Map.of()))).isNull();
        assertThat(lacksExpiry(bearer, token(true, Map.of()))).isFalse();
    }

    @Test
    void introspectionWithoutExpiry_doesNotBind() {
        assertThat(lacksExpiry(alice(), token(false, Map.of()))).isTrue();
        assertThat(lacksExpiry(alice(), token(false, Map.of()), token(true, Map.of()))).isFalse();
        assertThat(lacksExpiry(alice().setAnonymous(true), token(false, Map.of()))).isFalse();
        assertThat(lacksExpiry(alice())).isFalse();
    }

    @Test
    void knownExpiry_bindsAnOpaqueToken() {
        assertThat(lacksExpiry(alice().addCredential(new AccessTokenCredential("opaque")))).isTrue();
        QuarkusSecurityIdentity.Builder known = alice().addCredential(new AccessTokenCredential("opaque"))
                .addAttribute("quarkus.identity.expire-time", END);

        assertThat(lacksExpiry(known)).isFalse();
        assertThat(earliest(known)).isEqualTo(Instant.ofEpochSecond(END));
    }
}
