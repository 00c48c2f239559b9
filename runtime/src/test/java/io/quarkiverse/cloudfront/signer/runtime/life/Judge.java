package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.quarkiverse.cloudfront.signer.runtime.life.Provider.Token;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Held;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Session;

/**
 * Decides which grants the promises allow. It knows nothing about marks and the store.
 */
final class Judge {

    private final World world;
    private final List<Ending> endings = new ArrayList<>();
    private final List<Replayed> replays = new ArrayList<>();

    Judge(World world) {
        this.world = world;
    }

    /**
     * What ends grants.
     *
     * @param user empty for all
     * @param certain the grants that must be refused from then on
     * @param possible those that may be refused, because clocks differ or tokens do not tell enough; all others must not
     */
    private record Ending(Invariant invariant, String user, long at, Predicate<Held> certain, Predicate<Held> possible) {

        boolean concerns(String other) {
            return user.isEmpty() || user.equals(other);
        }
    }

    private record Replayed(String user, long at) {
    }

    /** @param served null if the promises allow both */
    record Verdict(Boolean served, Invariant because) {
    }

    /**
     * Revokes the logins that have begun, and those that may have, because the provider's clock can be fast.
     *
     * @param user empty for all
     */
    void revoked(String user, int replica) {
        long at = world.now;
        Setting setting = world.setting;
        Predicate<Held> certain = held -> {
            if (held.session() == null) {
                return held.window().end() <= at + setting.clock(replica);
            }
            return held.hasToken() ? hasBegun(held, at, at, replica)
                    : held.madeAt() <= at && setting.isTolerable(held.replica(), replica);
        };
        Predicate<Held> possible = held -> {
            if (!held.hasToken()) {
                return held.session() != null && held.window().begin() <= setting.latest(replica, at);
            }
            return held.earliestLogin() + setting.clock(Setting.PROVIDER) <= setting.latest(replica, at)
                    || isSignedBefore(held, at, replica);
        };
        add(user.isEmpty() ? Invariant.ALL_ARE_REVOKED : Invariant.REVOKED_USER_IS_REFUSED,
                held -> user.isEmpty() || held.user().equals(user), user, user.isEmpty() ? held -> true : known(replica),
                certain, possible);
    }

    private void add(Invariant invariant, Predicate<Held> own, String user, Predicate<Held> known, Predicate<Held> certain,
            Predicate<Held> possible) {
        endings.add(new Ending(invariant, user, world.now, own.and(known).and(certain), own.and(certain.or(possible))));
    }

    private void add(Invariant invariant, String user, int replica, Predicate<Held> certain, Predicate<Held> possible) {
        add(invariant, held -> held.user().equals(user) && held.hasToken(), user, known(replica), certain, possible);
    }

    /**
     * Whether a grant is for a login that had begun, and is refused. If the clock of the provider is too fast for the replica,
     * only what was signed before is.
     */
    private boolean hasBegun(Held held, long begun, long at, int replica) {
        return held.latestLogin() <= begun
                && (world.setting.isTolerable(Setting.PROVIDER, replica) || isSignedBefore(held, at, replica));
    }

    /** By the clocks of both replicas. */
    private boolean isSignedBefore(Held held, long at, int replica) {
        return held.madeAt() + world.setting.clock(held.replica()) <= at + world.setting.clock(replica);
    }

    /** Whether the clock of the provider was too fast for the replica that made a grant. */
    private boolean isTooEarly(Held held) {
        return !world.setting.isTolerable(Setting.PROVIDER, held.replica());
    }

    /** Revocations of a user concern the marks of the secrets that a replica has, as the page says. */
    private Predicate<Held> known(int replica) {
        int phase = world.phase;
        return held -> ReplacedSecret.isKnown(phase, replica, held.newSecret());
    }

    /** @param token with which the session logged out. Without tokens, a logout does not revoke anything */
    void loggedOut(Session session, Token token, int replica) {
        long now = world.now;
        // of the same clock as logins
        long at = token.issuedAt();
        Provider provider = token.provider();
        Predicate<Held> same = held -> held.session().login.at() == session.login.at();
        Predicate<Held> certain;
        Predicate<Held> possible;
        if (provider == Provider.BASIC) {
            return;
        } else if (provider.tellsLogin()) {
            certain = held -> held.session().login == session.login && hasBegun(held, at, now, replica);
            possible = provider.sid ? same.and(held -> held.session().login.time() <= at || isTooEarly(held))
                    : held -> held.session().login.time() == session.login.time();
        } else if (provider.sid) {
            certain = same.and(held -> hasBegun(held, at, now, replica));
            possible = same;
        } else {
            // nothing else distinguishes the tokens of this session from those of other ones
            certain = held -> held.session() == session && hasBegun(held, at, now, replica);
            possible = held -> held.earliestLogin() <= at || isTooEarly(held);
        }
        add(Invariant.LOGOUT_ENDS_ITS_LOGIN, session.user, replica, certain, possible);
    }

    /** @param sid whether the logout token names the session */
    void endedByProvider(Session session, boolean sid, int replica) {
        long at = world.now;
        Predicate<Held> same = held -> held.session().login.at() == session.login.at();
        Predicate<Held> begun = held -> hasBegun(held, at, at, replica);
        add(Invariant.PROVIDER_ENDS_THE_LOGIN, session.user, replica, sid ? same.and(begun) : begun,
                sid ? same : held -> held.earliestLogin() <= at || isTooEarly(held));
    }

    void replayed(Session session) {
        replays.add(new Replayed(session.user, world.now));
    }

    /**
     * Judges a request with the signature of one grant and the mark of another one.
     *
     * @param mark null for none
     * @param asGiven whether both are where the viewer got them
     */
    Verdict request(Held signature, Held mark, boolean asGiven, String path, String host) {
        if (mark == null) {
            return refused(Invariant.MARK_IS_REQUIRED);
        } else if (world.now >= signature.expiry()) {
            return refused(Invariant.GRANT_EXPIRES);
        } else if (!host.equals(signature.granted().host())) {
            return refused(Invariant.TENANT_HAS_ITS_DOMAIN);
        } else if (!signature.what().covers(path)) {
            return refused(Invariant.GRANT_HAS_ITS_RESOURCE);
        }
        List<Held> equal = world.equals(signature, mark);
        if (equal.isEmpty()) {
            return refused(Invariant.MARK_FITS_ITS_GRANT);
        }
        Invariant ended = ending(mark);
        if (ended != null && equal.stream().allMatch(each -> ending(each) != null)) {
            return refused(ended);
        }
        boolean spared = signature == mark && asGiven
                && endings.stream().noneMatch(ending -> ending.possible().test(mark));
        return spared ? new Verdict(true, whyServed(mark)) : new Verdict(null, Invariant.GRANT_IS_SERVED);
    }

    private static Verdict refused(Invariant because) {
        return new Verdict(false, because);
    }

    private Invariant ending(Held held) {
        return endings.stream().filter(ending -> ending.certain().test(held)).map(Ending::invariant).findFirst().orElse(null);
    }

    /** The promise that is broken if the grant is refused nevertheless. */
    private Invariant whyServed(Held held) {
        List<Ending> own = endings.stream().filter(ending -> ending.concerns(held.user())).toList();
        long since = held.session() == null ? held.madeAt() : held.session().since;
        if (own.isEmpty()) {
            return endings.isEmpty() ? Invariant.GRANT_IS_SERVED : Invariant.OTHER_USERS_LIVE_ON;
        } else if (replays.stream().anyMatch(replay -> replay.user().equals(held.user()) && replay.at() >= since)) {
            return Invariant.REPLAYED_LOGOUT_CHANGES_NOTHING;
        } else if (own.stream().allMatch(ending -> ending.at() <= since)) {
            return held.session() != null && held.session().followedRefusal
                    ? Invariant.REFUSED_PAGE_LEADS_TO_A_LOGIN_THAT_WORKS
                    : Invariant.LATER_LOGIN_WORKS;
        }
        return Invariant.OTHER_LOGINS_LIVE_ON;
    }
}
