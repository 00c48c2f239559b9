package io.quarkiverse.cloudfront.signer.runtime.logout;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.user.Token;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a user's login when the provider ends the user's session with a back-channel logout, or all logins of the user if the
 * logout token does not name the session. quarkus-oidc only clears the cookies of the session with the browser's next request.
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
        Map<String, Object> claims = request == null ? null
                : Token.decoded(request.request().getFormAttribute("logout_token"));
        JsonObject token = new JsonObject(claims == null ? Map.of() : claims);
        String issuer = new Token(token::getValue, true).issuer().orElse("");
        String subject = Objects.requireNonNullElse(token.getString("sub"), "");
        if (issuer.isEmpty() || subject.isEmpty()) {
            LOG.errorf("A back-channel logout could not revoke the user's logins, because its token has no %s. Configure the "
                    + "provider to add \"%s\" to logout tokens", subject.isEmpty() ? "subject" : "issuer",
                    subject.isEmpty() ? "sub" : "iss");
            return;
        }
        // otherwise the latest possible time, because marks can have the time of a provider whose clock is fast
        Instant issued = token.getValue("iat") instanceof Number second ? Instant.ofEpochSecond(second.longValue())
                : Instant.MAX;
        revocations.end(new MarkedUser(issuer, subject, issued,
                Objects.requireNonNullElse(token.getString("sid"), ""), null));
    }

}
