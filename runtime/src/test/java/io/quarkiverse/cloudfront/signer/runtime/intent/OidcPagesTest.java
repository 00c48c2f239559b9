package io.quarkiverse.cloudfront.signer.runtime.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class OidcPagesTest {

    private static final Config CONFIG = config(Map.of(
            "quarkus.oidc.logout.path", "/bye", "quarkus.oidc.\"a.b\".logout.path", "/bye-b",
            "quarkus.oidc.c.logout.frontchannel.path", "/front", "quarkus.oidc.logout.post-logout-path", "/after",
            "quarkus.oidc.authentication.redirect-path", "/callback", "quarkus.oidc.d.authentication.redirect-path", "",
            "other.oidc.logout.path", "/other", "quarkus.oidc.e.logout.path", ""));

    private static Config config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(properties, "test", 250)).build();
    }

    @Test
    void logouts_areThoseOfAllTenants() {
        assertThat(OidcPages.logouts(CONFIG)).isEqualTo(Map.of("Default", "/bye", "a.b", "/bye-b"));
    }

    @Test
    void missingLogouts_areThoseOfTenantsWithALogin() {
        assertThat(OidcPages.missingLogouts(config(Map.of("quarkus.oidc.application-type", "web-app",
                "quarkus.oidc.shop.application-type", "hybrid", "quarkus.oidc.shop.logout.path", "/bye",
                "quarkus.oidc.\"a.b\".application-type", "WEB_APP", "quarkus.oidc.api.application-type", "SERVICE"))))
                .containsExactly("quarkus.oidc.logout.path", "quarkus.oidc.\"a.b\".logout.path");
        assertThat(OidcPages.missingLogouts(CONFIG)).isEmpty();
    }
}
