package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieResponse;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateCallers.GateCaller;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.GateListener;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * One private part of the site, ready to let users in.
 */
record Gate(GateInfo info, GrantTerms terms) {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    /**
     * Whether this gate may cover a path. Only the signed policy can tell for certain.
     */
    boolean mayCover(String path) {
        return path.startsWith(info.prefix());
    }

    /**
     * Whether this gate may have set cookies with this path.
     */
    boolean mayHaveSet(String cookiePath) {
        String configured = terms.signer().settings().cookies().path().orElse(null);
        String directory = info.prefix().substring(0, info.prefix().lastIndexOf('/') + 1);
        if (configured != null) {
            return configured.equals(cookiePath);
        }
        return info.isForEachUser() ? cookiePath.startsWith(directory) : cookiePath.equals(directory);
    }

    boolean admits(SecurityIdentity identity) {
        return info.rolesAllowed().isEmpty() || info.rolesAllowed().stream().anyMatch(identity::hasRole);
    }

    /**
     * Signs the cookies for a user, without setting them.
     */
    Uni<CookieResponse> sign(Later<User> caller, Viewer viewer) {
        Grant grant = new Grant(terms, Map.of(), caller, null);
        return grant.named(CookieResponse.sign(grant, viewer)).toUni();
    }

    /**
     * Signs new cookies for a user who already has some, without setting them. The item is null if the user is no longer
     * allowed to have cookies of this gate.
     */
    Uni<@Nullable CookieResponse> signAgain(GateCaller caller, GateListener listener) {
        if (!admits(caller.identity())) {
            return refuseAgain(listener);
        }
        return sign(caller.user(), caller.viewer()).onFailure(ForbiddenException.class)
                .recoverWithUni(() -> refuseAgain(listener));
    }

    private Uni<@Nullable CookieResponse> refuseAgain(GateListener listener) {
        LOG.debugf("The gate at %s does not renew the cookies of a user: %s", info.path(), DenialReason.ROLE_MISSING);
        listener.renewal(info.name(), DenialReason.ROLE_MISSING);
        return Uni.createFrom().nullItem();
    }

    /**
     * Whether a grant expires so soon that the next request of its user renews it.
     */
    boolean isNearEnd(Instant expiry) {
        Duration left = Duration.between(terms.signer().expiry().now(), expiry);
        return left.multipliedBy(3).compareTo(terms.lasting()) < 0;
    }
}
