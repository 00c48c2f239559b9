package io.quarkiverse.cloudfront.signer.runtime.gate.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class OidcPagesTest {

    private static final Config CONFIG = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(Map.of(
            "quarkus.oidc.logout.path", "/bye", "quarkus.oidc.\"a.b\".logout.path", "/bye-b",
            "quarkus.oidc.c.logout.frontchannel.path", "/front", "quarkus.oidc.logout.post-logout-path", "/after",
            "quarkus.oidc.authentication.redirect-path", "/callback", "quarkus.oidc.d.authentication.redirect-path", "",
            "other.oidc.logout.path", "/other"), "test", 250)).build();

    @Test
    void logouts_areThoseOfAllTenants() {
        assertThat(OidcPages.logouts(CONFIG)).containsExactly("/bye", "/bye-b", "/front");
    }

    @Test
    void logins_areWhereProvidersLeadTo() {
        assertThat(OidcPages.logins(CONFIG)).containsExactly("/callback");
    }
}
