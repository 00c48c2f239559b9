package io.quarkiverse.cloudfront.signer.runtime.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class JwtReaderTest {

    private static final Principal NAMED = new QuarkusPrincipal("alice");
    private static final Jwt TOKEN = new Jwt(Map.of("sub", "42"));
    private static final Jwt ORIGINAL = new Jwt(Map.of("sub", "7"));

    private static List<String> subjects(Principal principal, Object original) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder().setPrincipal(principal);
        if (original != null) {
            identity.addAttribute(SecurityIdentity.USER_ATTRIBUTE, original);
        }
        return new JwtReader().read(identity.build()).stream().map(token -> token.claim("sub")).map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void principalThatIsAToken_isRead() {
        assertThat(subjects(TOKEN, null)).containsExactly("42");
        assertThat(subjects(TOKEN, "other")).containsExactly("42");
        assertThat(subjects(TOKEN, TOKEN)).containsExactly("42");
    }

    @Test
    void tokenWhosePrincipalWasReplaced_isRead() {
        assertThat(subjects(NAMED, ORIGINAL)).containsExactly("7");
        assertThat(subjects(TOKEN, ORIGINAL)).containsExactly("42", "7");
    }

    @Test
    void otherUser_hasNoToken() {
        assertThat(subjects(NAMED, null)).isEmpty();
        assertThat(subjects(NAMED, NAMED)).isEmpty();
    }
}
