package io.quarkiverse.cloudfront.signer.runtime.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.SecurityEvent.Type;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

class LogoutVetoTest {

    private final LogoutVeto veto = new LogoutVeto();

    private void check(Type type, Exchange request) {
        veto.check(new SecurityEvent(type, QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"))
                .addAttribute(RoutingContext.class.getName(), request.context()).build()));
    }

    private void assertRefused(Type type, Exchange request) {
        assertThatThrownBy(() -> check(type, request)).isInstanceOfSatisfying(AuthenticationRedirectException.class,
                e -> assertThat(e.getCode()).isEqualTo(IntentFilter.REFUSED));
    }

    @ParameterizedTest
    @EnumSource(names = { "OIDC_LOGOUT_RP_INITIATED", "OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED" })
    void logoutThatTheUserDoesNotWant_isRefused(Type type) {
        for (Exchange request : List.of(new Exchange().send("Sec-Fetch-Site", "cross-site"),
                new Exchange().send("Sec-Purpose", "prefetch"), new Exchange().method(HttpMethod.HEAD))) {
            assertRefused(type, request);
        }
        assertThatCode(() -> check(type, new Exchange().send("Sec-Fetch-Site", "same-site"))).doesNotThrowAnyException();
    }

    /** Only a provider asks for such a logout, and it names itself and the session. */
    @Test
    void frontChannelLogout_namesTheSession() {
        Type type = Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED;
        for (String site : List.of("same-origin", "same-site", "cross-site")) {
            assertRefused(type, new Exchange().send("Sec-Fetch-Site", site));
            assertRefused(type, new Exchange().send("Sec-Fetch-Site", site).parameter("iss", "https://id"));
            assertRefused(type, new Exchange().send("Sec-Fetch-Site", site).parameter("sid", "1"));
            assertThatCode(() -> check(type, new Exchange().send("Sec-Fetch-Site", site).parameter("iss", "https://id")
                    .parameter("sid", "1"))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OIDC_LOGOUT_RP_INITIATED",
            "OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED", "OIDC_FRONTCHANNEL_LOGOUT_COMPLETED" })
    void otherEvent_isNotRefused(Type type) {
        assertThatCode(() -> check(type, new Exchange().send("Sec-Fetch-Site", "cross-site"))).doesNotThrowAnyException();
    }

    @Test
    void eventWithoutAnIdentity_isNotRefused() {
        assertThatCode(() -> veto.check(new SecurityEvent(Type.OIDC_LOGOUT_RP_INITIATED, Map.<String, Object> of())))
                .doesNotThrowAnyException();
    }
}
