package io.quarkiverse.cloudfront.signer.runtime.logout;

import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.ISSUED;
import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.ISSUER;
import static io.quarkiverse.cloudfront.signer.runtime.logout.LogoutStore.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.SecurityEvent.Type;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class LogoutRevocationTest {

    private static final String TIMES = "\"auth_time\":%d,\"iat\":%d".formatted(LOGIN.getEpochSecond(),
            ISSUED.getEpochSecond());
    private static final String TOKEN = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"alice\",\"sid\":\"phone\"," + TIMES + "}";

    private final LogoutStore store = new LogoutStore();
    private final IdentityUsers users = TestUsers.ofOidc();
    private final LogoutRevocation logouts = new LogoutRevocation(users, store.revocations);

    private static QuarkusSecurityIdentity.Builder named(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
    }

    private static SecurityIdentity withToken(String claims) {
        return named("Alice").addCredential(new IdTokenCredential(LogoutStore.token(claims))).build();
    }

    private Map<String, String> revokedBy(SecurityIdentity identity) {
        logouts.revoke(new SecurityEvent(Type.OIDC_LOGOUT_RP_INITIATED, identity));
        return store.take();
    }

    @ParameterizedTest
    @EnumSource(names = { "OIDC_LOGOUT_RP_INITIATED", "OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED",
            "OIDC_FRONTCHANNEL_LOGOUT_COMPLETED" })
    void logoutInTheBrowser_endsTheLogin(Type type) {
        logouts.revoke(new SecurityEvent(type, withToken(TOKEN)));

        assertThat(store.take()).isEqualTo(LogoutStore.login(ISSUER, "phone", ISSUED));
    }

    /** Sessions also begin, are refreshed, and end at the provider, which another class handles. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OIDC_LOGOUT_RP_INITIATED",
            "OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED", "OIDC_FRONTCHANNEL_LOGOUT_COMPLETED" })
    void otherEvent_endsNothing(Type type) {
        logouts.revoke(new SecurityEvent(type, withToken(TOKEN)));

        assertThat(store.take()).isEmpty();
    }

    @Test
    void eventWithoutAnIdentity_endsNothing() {
        logouts.revoke(new SecurityEvent(Type.OIDC_LOGOUT_RP_INITIATED, Map.<String, Object> of()));

        assertThat(store.take()).isEmpty();
    }

    @Test
    void tokenWithoutASubject_endsNothing() {
        assertThat(revokedBy(withToken("{\"iss\":\"" + ISSUER + "\",\"sid\":\"phone\"," + TIMES + "}"))).isEmpty();
    }

    @Test
    void anonymousUser_endsNothing() {
        assertThat(revokedBy(QuarkusSecurityIdentity.builder().setAnonymous(true).build())).isEmpty();
    }

    /** Marks do not tell the logins of such a user apart. */
    @Test
    void userWithoutAToken_endsNothing() {
        assertThat(revokedBy(named("alice").build())).isEmpty();
        users.forgoTokens();
        assertThat(revokedBy(named("alice").build())).isEmpty();
    }

    /** That of a gate, for example. */
    @Test
    void logoutOfTheApplication_endsTheLogin() {
        logouts.revoke(withToken(TOKEN));

        assertThat(store.take()).isEqualTo(LogoutStore.login(ISSUER, "phone", ISSUED));
    }

    @Test
    void start_needsAStore() {
        logouts.start(new StartupEvent());
        LogoutRevocation without = new LogoutRevocation(users, LogoutStore.missing());

        assertThatThrownBy(() -> without.start(new StartupEvent())).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("marks.revoke-on needs a store");
    }
}
