package io.quarkiverse.cloudfront.signer.applications.oidc;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * A tenant of quarkus-oidc that only the code configures, so that no property has the path of its logout.
 */
@ApplicationScoped
public class CodeTenant implements TenantConfigResolver {

    public static final String NAME = "code";
    public static final String LOGOUT = "/goodbye";
    public static final String FRONT_CHANNEL = "/goodbye/front";

    private final String provider;
    private final String client;
    private final String secret;

    CodeTenant(@ConfigProperty(name = "quarkus.oidc.auth-server-url") String provider,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String secret) {
        this.provider = provider;
        this.client = client;
        this.secret = secret;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(OidcTenantConfig.authServerUrl(provider).tenantId(NAME).clientId(client)
                .credentials(secret).applicationType(ApplicationType.WEB_APP).logout().path(LOGOUT)
                .frontchannelPath(FRONT_CHANNEL).end().build());
    }
}
