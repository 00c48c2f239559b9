package io.quarkiverse.cloudfront.signer.frameworks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.quarkus.vertx.http.security.HttpSecurity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The users of {@link MechanismPairsContract}, and what happens while they are authenticated.
 */
public final class MechanismUsers {

    private MechanismUsers() {
    }

    /** For a {@code TenantResolver}. */
    public static String tenant(RoutingContext request) {
        return request.normalizedPath().startsWith("/resolver/") ? "hr" : null;
    }

    /** For a {@code TenantConfigResolver}. */
    public static Uni<?> configuration(RoutingContext request) {
        if (!request.normalizedPath().startsWith("/config-resolver/")) {
            return Uni.createFrom().nullItem();
        }
        try {
            Object builder = Thread.currentThread().getContextClassLoader().loadClass("io.quarkus.oidc.OidcTenantConfig")
                    .getMethod("builder").invoke(null);
            builder.getClass().getMethod("tenantId", String.class).invoke(builder, "resolved");
            builder.getClass().getMethod("publicKey", String.class).invoke(builder, MechanismBrowser.tenantKey());
            return Uni.createFrom().item(builder.getClass().getMethod("build").invoke(builder));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Uni<SecurityIdentity> user(String name) {
        return Uni.createFrom().item(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).build());
    }

    /** What a request has caused. */
    @Singleton
    public static class Events {

        final List<String> all = new CopyOnWriteArrayList<>();

        void refused(@Observes AuthorizationFailureEvent event) {
            all.add("refused");
        }
    }

    /** Lists the extension's handlers of the method that a request was for. */
    @Provider
    public static class Handlers implements ContainerResponseFilter {

        static final String HEADER = "Handlers";

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            RuntimeResource called = CurrentRequestManager.get().getTarget();
            if (called != null && called.getHttpMethod() != null) {
                response.getHeaders().putSingle(HEADER, Stream.of(called.getHandlerChain())
                        .filter(handler -> handler.getClass().getName().startsWith("io.quarkiverse.cloudfront.signer.runtime."))
                        .map(handler -> handler.getClass().getSimpleName()).collect(Collectors.joining(" ")));
            }
        }
    }

    @Singleton
    public static class Rules implements HttpSecurityPolicy {

        void add(@Observes HttpSecurity security) {
            security.path("/path-in-code/*").basic().permit();
        }

        @Override
        public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> identity,
                AuthorizationRequestContext context) {
            return identity.map(user -> user.hasRole("viewer") ? CheckResult.PERMIT : CheckResult.DENY);
        }

        @Override
        public String name() {
            return "viewers";
        }
    }

    @ApplicationScoped
    public static class Augmentor implements SecurityIdentityAugmentor {

        private final Events events;

        Augmentor(Events events) {
            this.events = events;
        }

        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context,
                Map<String, Object> attributes) {
            // its response is sent before this
            if (!HttpSecurityUtils.getRoutingContextAttribute(attributes).normalizedPath().equals("/j_security_check")) {
                events.all.add("identity of " + (identity.isAnonymous() ? "nobody" : "a user"));
            }
            return augment(identity, context);
        }

        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
            return Uni.createFrom().item(identity.isAnonymous() ? identity
                    : QuarkusSecurityIdentity.builder(identity).addRole("viewer").build());
        }
    }

    @ApplicationScoped
    public static class Passwords implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(UsernamePasswordAuthenticationRequest request,
                AuthenticationRequestContext context) {
            return request.getUsername().equals(new String(request.getPassword().getPassword())) ? user(request.getUsername())
                    : Uni.createFrom().failure(new AuthenticationFailedException());
        }
    }

    @ApplicationScoped
    public static class Known implements IdentityProvider<TrustedAuthenticationRequest> {

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return request.getPrincipal().equals("broken") ? Uni.createFrom().failure(new AuthenticationFailedException())
                    : user(request.getPrincipal());
        }
    }

    /** A mechanism of the application, whose users are named in a header. */
    @ApplicationScoped
    public static class Own implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
            String user = request.request().getHeader("Own-User");
            return user == null ? Uni.createFrom().nullItem()
                    : providers.authenticate(
                            HttpSecurityUtils.setRoutingContextAttribute(new TrustedAuthenticationRequest(user), request));
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext request) {
            return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Own"));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(TrustedAuthenticationRequest.class);
        }

        @Override
        public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
            return Uni.createFrom()
                    .item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, "Own-User", "own"));
        }
    }
}
