package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.intent.OidcPages;
import io.quarkiverse.cloudfront.signer.runtime.intent.OidcTenants;
import io.quarkiverse.cloudfront.signer.runtime.logout.LogoutRevocation;
import io.quarkiverse.cloudfront.signer.runtime.user.Login;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The session of quarkus-oidc.
 */
@Singleton
public class OidcGateSession implements GateSession {

    private static final Logger LOG = Logger.getLogger(OidcGateSession.class);

    private final OidcSession session;
    /** The pages that also end the session at the provider, by tenant. */
    private final Map<String, String> logouts;
    private final OidcTenants tenants;
    private final Instance<LogoutRevocation> revocation;

    /**
     * @param revocation the bean that revokes logins; it only exists if logouts are to revoke logins
     */
    OidcGateSession(OidcSession session, Config config, OidcTenants tenants,
            Instance<LogoutRevocation> revocation) {
        this.session = session;
        this.logouts = OidcPages.logouts(config);
        this.tenants = tenants;
        this.revocation = revocation;
    }

    /**
     * Checks the landing paths, and warns if a logout revokes a login, but does not end the session at the provider. Single
     * sign-on would then continue the revoked login, because the time of the login stays the same.
     */
    void start(@Observes StartupEvent event, Config config, Gates gates) {
        checkLandings(gates.all());
        if (revocation.isResolvable()) {
            OidcPages.missingLogouts(config).forEach(property -> LOG.warnf("%s is not set, so a logout ends the session of the "
                    + "application, but not that of the provider. If tokens have the auth_time claim, a user who logs in again "
                    + "by single sign-on is refused until the provider asks for the password again, because "
                    + "quarkus.cloudfront-signer.marks.revoke-on contains logout. Set it to the gate's logout page, such as "
                    + "/private-access/logout, and set post-logout-path, too", property));
        }
    }

    private void checkLandings(List<Gate> gates) {
        ConfigurationProblems problems = new ConfigurationProblems();
        for (Gate gate : gates) {
            if (actions("").contains(gate.info().landing())) {
                problems.add(gate.info().description(), "leads logins to \"" + gate.info().landing() + "\", where quarkus-oidc "
                        + "logs users in or out. Set the landing property of this gate to a page of the site");
            }
        }
        problems.throwIfAny();
    }

    /**
     * Also revokes the login, because quarkus-oidc does not fire an event for a logout that the application requests.
     */
    @Override
    public Uni<@Nullable String> end(RoutingContext context, SecurityIdentity user) {
        // the tenant of the session would be wrong if the browser has a cookie of a login that has not been completed
        String page = isOf(user) ? logouts.get(tenant(user)) : null;
        if (page != null && !page.equals(context.request().path())) {
            return Uni.createFrom().item(page);
        }
        return session.logout().invoke(() -> {
            if (revocation.isResolvable()) {
                revocation.get().revoke(user);
            }
        }).replaceWith(Uni.createFrom().nullItem());
    }

    @Override
    public ActionPaths actions(SecurityIdentity user) {
        return actions(tenant(user));
    }

    private ActionPaths actions(String tenant) {
        return new ActionPaths(tenants.logouts(tenant), tenants.callbacks(tenant));
    }

    private static String tenant(SecurityIdentity user) {
        return String.valueOf(user.<Object> getAttribute(Login.OIDC_TENANT));
    }

    @Override
    public boolean isOf(SecurityIdentity user) {
        return user.getCredential(IdTokenCredential.class) != null;
    }
}
