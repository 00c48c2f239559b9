package io.quarkiverse.cloudfront.signer.runtime.user;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;

/**
 * The marks of an application, and the user for whom an injected signer signs. The build only adds this bean if marks are
 * enabled. Dev mode replaces this bean with one that delegates to it.
 */
@Singleton
@DefaultBean
public class UserMarks implements MarkSource {

    private static final String NO_USER = "the user to sign for is not known: marks are enabled, but there is neither a "
            + "user nor a "
            + "current HTTP request. Use forUser(issuer, subject)";

    private final MarkSecrets secrets;
    private final Viewers viewers;
    private final Instance<Users> users;

    @Inject
    UserMarks(CloudFrontSignersRuntimeConfig config, Viewers viewers, Instance<Users> users) {
        this.secrets = MarkSecrets.of(config);
        this.viewers = viewers;
        this.users = users;
    }

    @Override
    public MarkSecret secret() {
        return secrets.current();
    }

    public MarkSecrets secrets() {
        return secrets;
    }

    @Override
    public MarkedUser user() {
        return current().await();
    }

    @Override
    public Uni<MarkedUser> userLater() {
        return Uni.createFrom().deferred(() -> current().toUni());
    }

    private Later<MarkedUser> current() {
        boolean viewed = viewers.currentRequest() != null || viewers.isWebSocket();
        Later<User> user = users.isResolvable() ? users.get().current() : Later.known(User.UNKNOWN);
        return user.map(known -> {
            if (known.anonymous() && !viewed) {
                throw new CloudFrontSignerException(Reason.USER_UNKNOWN, NO_USER);
            }
            return known.requireMarked();
        });
    }
}
