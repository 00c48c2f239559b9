package io.quarkiverse.cloudfront.signer.runtime.logout;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a user's login when the provider ends the user's session with a back-channel logout, or all logins of the user if the
 * logout token does not name the session. quarkus-oidc clears the cookies of the session with the next request of the browser
 * only.
 */
@Singleton
class BackChannelRevocation {

    private static final Logger LOG = Logger.getLogger(BackChannelRevocation.class);

    private final Revocations revocations;

    @Inject
    BackChannelRevocation(Revocations revocations) {
        this.revocations = revocations;
    }

    void start(@Observes StartupEvent event) {
        revocations.requireStore();
    }

    /**
     * Called after quarkus-oidc has verified the logout token, on the same thread.
     */
    void revoke(@Observes SecurityEvent event) {
        if (event.getEventType() != SecurityEvent.Type.OIDC_BACKCHANNEL_LOGOUT_INITIATED) {
            return;
        }
        RoutingContext request = BackChannelRequests.current();
        JsonObject token = request == null ? null : claims(request.request().getFormAttribute("logout_token"));
        String subject = token == null ? null : token.getString("sub");
        if (token == null || subject == null || subject.isEmpty()) {
            LOG.error(
                    "A back-channel logout could not revoke the user's logins, because its token has no subject. Configure the "
                            + "provider to add \"sub\" to logout tokens");
            return;
        }
        Instant issued = token.getValue("iat") instanceof Number second ? Instant.ofEpochSecond(second.longValue()) : null;
        revocations.end(new MarkedUser(Objects.requireNonNullElse(token.getString("iss"), ""), subject, issued,
                Objects.requireNonNullElse(token.getString("sid"), ""), null));
    }

    private static @Nullable JsonObject claims(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        try {
            return parts.length != 3 ? null : new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
    }
}
