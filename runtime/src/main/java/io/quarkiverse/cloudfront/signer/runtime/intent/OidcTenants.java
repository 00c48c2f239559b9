package io.quarkiverse.cloudfront.signer.runtime.intent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.Logout;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;

/**
 * The tenants that quarkus-oidc knows: tenants configured with properties, tenants configured by code at start-up, and one
 * tenant configured by code for a request.
 */
@Singleton
public class OidcTenants {

    private final TenantConfigBean tenants;

    OidcTenants(TenantConfigBean tenants) {
        this.tenants = tenants;
    }

    /**
     * The paths at which tenants log users out.
     *
     * @param current a tenant that may have been configured for a request
     */
    public List<String> logouts(String current) {
        return known(current).map(OidcTenantConfig::logout).flatMap(OidcTenants::paths).distinct().toList();
    }

    /**
     * The paths to which providers return users with a code.
     *
     * @param current a tenant that may have been configured for a request
     */
    public List<String> callbacks(String current) {
        return known(current).flatMap(tenant -> tenant.authentication().redirectPath().stream()).distinct().toList();
    }

    private Stream<OidcTenantConfig> known(String current) {
        Stream<TenantConfigContext> atRequest = Stream.of(tenants.getDefaultTenant(), tenants.getDynamicTenant(current));
        return Stream.concat(tenants.getStaticTenantsConfig().values().stream(), atRequest.filter(context -> context != null))
                .map(TenantConfigContext::oidcConfig);
    }

    private static Stream<String> paths(Logout logout) {
        return Stream.of(logout.path(), logout.frontchannel().path(), logout.backchannel().path()).flatMap(Optional::stream);
    }
}
