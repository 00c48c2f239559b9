package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Checks that marks can tell the users of each provider apart. Without ID tokens, quarkus-oidc creates its own token for the
 * session, and this token does not have a subject.
 */
@Singleton
class OidcProviderCheck {

    void start(@Observes StartupEvent event, CloudFrontSignersRuntimeConfig config, TenantConfigBean tenants) {
        List<String> without = Stream
                .concat(Stream.of(tenants.getDefaultTenant()), tenants.getStaticTenantsConfig().values().stream())
                .map(TenantConfigContext::oidcConfig).filter(OidcProviderCheck::hasNoIdTokens)
                .map(tenant -> tenant.tenantId().orElse("")).sorted().toList();
        if (!without.isEmpty() && config.marksSubjectClaim().isEmpty()) {
            throw new ConfigurationException("quarkus.cloudfront-signer.marks.subject-claim is missing, but marks are enabled, "
                    + "and the providers of these tenants of quarkus-oidc do not issue ID tokens, whose \"sub\" claim would "
                    + "identify users: " + without
                    + ". Set it to a claim of the token or of its UserInfo that identifies a user "
                    + "and never changes, such as \"id\" with GitHub and Spotify");
        }
    }

    private static boolean hasNoIdTokens(OidcTenantConfig tenant) {
        return tenant.tenantEnabled() && !tenant.authentication().idTokenRequired().orElse(true);
    }
}
