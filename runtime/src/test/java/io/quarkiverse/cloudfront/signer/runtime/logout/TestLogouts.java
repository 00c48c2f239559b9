package io.quarkiverse.cloudfront.signer.runtime.logout;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The logouts that an application notices, for tests outside of the package.
 *
 * @param users read the identity of a logout
 */
public record TestLogouts(IdentityUsers users, Revocations revocations) {

    /** A logout of which quarkus-oidc tells. */
    public void event(SecurityEvent.Type type, SecurityIdentity identity) {
        new LogoutRevocation(users, revocations).revoke(new SecurityEvent(type, identity));
    }

    /** A logout at a gate. */
    public void atGate(SecurityIdentity identity) {
        new LogoutRevocation(users, revocations).revoke(identity);
    }

    /** A request with a logout token that quarkus-oidc has verified. */
    public void backChannel(Vertx vertx, Map<String, Object> token) {
        String encoded = "h." + Base64.getUrlEncoder().encodeToString(new JsonObject(token).encode()
                .getBytes(StandardCharsets.UTF_8)) + ".s";
        HttpServerRequest request = Stub.of(HttpServerRequest.class,
                Map.of("method", none -> HttpMethod.POST, "getFormAttribute", name -> encoded));
        RoutingContext routing = Stub.of(RoutingContext.class, Map.of("request", none -> request, "next", none -> null));
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).executeBlocking(() -> {
            new BackChannelRequests().handle(routing);
            new BackChannelRevocation(revocations)
                    .revoke(new SecurityEvent(SecurityEvent.Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED, Map.of()));
            return true;
        }).toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
