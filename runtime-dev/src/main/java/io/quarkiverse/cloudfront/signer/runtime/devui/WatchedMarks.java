package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.devui.GrantLog.UserListing;
import io.quarkiverse.cloudfront.signer.runtime.edge.LocalRevocations;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.UserMarks;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.smallrye.mutiny.Uni;

/**
 * The marks of an application in dev mode. Unlike in production, they remember for whom they were made, and what was granted
 * with them. In production, only those who have the secret can tell whom a pseudonym stands for.
 */
@Singleton
public class WatchedMarks implements MarkSource {

    /**
     * The name of the global map of the users for whom marks were made, by pseudonym. The value for each user is a map, too,
     * from which the local edge logs the {@link #NAME}.
     */
    public static final String USERS = "cloudfront-signer.users";

    public static final String NAME = "name";

    private static final String PRINCIPAL = "principal";

    private final UserMarks marks;
    private final Instance<Users> users;
    private final Instance<RevocationStore> stores;
    private final GrantLog grants = new GrantLog();

    WatchedMarks(UserMarks marks, Instance<Users> users, Instance<RevocationStore> stores) {
        this.marks = marks;
        this.users = users;
        this.stores = stores;
    }

    @Override
    public MarkSecret secret() {
        return marks.secret();
    }

    @Override
    public MarkedUser user() {
        return marks.user();
    }

    @Override
    public Uni<MarkedUser> userLater() {
        return marks.userLater();
    }

    /**
     * The name of a user, which is shown because the subject is often random.
     *
     * @return null if this is not the user of the current request
     */
    private @Nullable String currentName(MarkedUser user) {
        Later<User> current = users.isResolvable() ? users.get().current().ifKnown() : null;
        return current != null && current.isValue() && user.equals(current.await().marked().get())
                ? current.await().placeholders().apply(PRINCIPAL)
                : null;
    }

    @Override
    public void granted(MarkedUser user, String mark, String resource, Instant expiresAt) {
        grants.marked(mark, user, currentName(user));
        grants.granted(mark, resource, expiresAt);
    }

    /**
     * The users and their current grants.
     */
    List<UserListing> list() {
        return grants.list(Instant.now(), this::isRevoked);
    }

    private boolean isRevoked(String mark) {
        return stores.isResolvable() && stores.get() instanceof LocalRevocations local && local.isRevoked(mark);
    }

    /**
     * @return null if no mark was made with this pseudonym
     */
    @Nullable
    MarkedUser find(String pseudonym) {
        return grants.find(pseudonym);
    }
}
