package io.quarkiverse.cloudfront.signer.applications.oidc;

import java.util.Optional;

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

    private final String directory;
    private final String provider;
    private final String client;
    private final String secret;

    /**
     * @param directory the beginning of its paths, also of those of its logouts
     */
    CodeTenant(@ConfigProperty(name = "code-tenant.directory") Optional<String> directory,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String provider,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String secret) {
        this.directory = directory.orElse("");
        this.provider = provider;
        this.client = client;
        this.secret = secret;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        if (!request.normalizedPath().startsWith(directory)) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().item(OidcTenantConfig.authServerUrl(provider).tenantId(NAME).clientId(client)
                .credentials(secret).applicationType(ApplicationType.WEB_APP).logout().path(directory + LOGOUT)
                .frontchannelPath(directory + FRONT_CHANNEL).end().build());
    }
}
