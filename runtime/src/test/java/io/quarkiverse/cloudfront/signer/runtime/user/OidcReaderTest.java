package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class OidcReaderTest {

    private static final IdTokenCredential ID_TOKEN = new IdTokenCredential(Jwt.encoded("{\"sub\":\"id\"}"));
    private static final AccessTokenCredential ACCESS_TOKEN = new AccessTokenCredential(Jwt.encoded("{\"sub\":\"access\"}"));

    private static QuarkusSecurityIdentity.Builder named() {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"));
    }

    private static List<String> subjects(QuarkusSecurityIdentity.Builder identity) {
        OidcReader reader = new OidcReader(Stub.of(Instance.class,
                Map.of("get", none -> new TokenIntrospection("{\"sub\":\"introspected\"}"))));
        return reader.read(identity.build()).stream().map(token -> token.claim("sub")).flatMap(Optional::stream).toList();
    }

    @Test
    void tokenThatIsThePrincipal_isNotReadAgain() {
        assertThat(subjects(QuarkusSecurityIdentity.builder().setPrincipal(new Jwt(Map.of())).addCredential(ID_TOKEN)))
                .isEmpty();
    }

    @Test
    void idToken_isReadInsteadOfTheAccessToken() {
        assertThat(subjects(named().addCredential(ID_TOKEN).addCredential(ACCESS_TOKEN))).containsExactly("id");
        assertThat(subjects(named().addCredential(ACCESS_TOKEN))).containsExactly("access");
        assertThat(subjects(named())).isEmpty();
    }

    private static List<String> verified(AccessTokenCredential accessToken) {
        QuarkusSecurityIdentity.Builder identity = named().addCredential(ID_TOKEN)
                .addAttribute("code_flow_access_token_result", true);
        return subjects(accessToken == null ? identity : identity.addCredential(accessToken));
    }

    /** The provider is not asked about a token that says everything itself. */
    @Test
    void introspection_isReadForOpaqueAccessTokensOnly() {
        assertThat(verified(ACCESS_TOKEN)).containsExactly("id");
        assertThat(verified(new AccessTokenCredential("opaque"))).containsExactly("id", "introspected");
        assertThat(verified(null)).containsExactly("id", "introspected");
    }

    @Test
    void accessTokenThatIsNotVerified_isNotRead() {
        assertThat(Stream.of(ACCESS_TOKEN, new AccessTokenCredential("opaque"))
                .map(token -> subjects(named().addCredential(ID_TOKEN).addCredential(token))))
                .containsOnly(List.of("id"));
    }
}
