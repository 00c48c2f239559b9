package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Granted;
import io.quarkiverse.cloudfront.signer.runtime.life.Provider.Token;

/**
 * Users with their devices, the providers' sessions, those of the application, and what browsers hold. Times are seconds since
 * the life began, by CloudFront's clock.
 */
final class World {

    static final int LIFETIME = 900;
    static final int TOKEN_LIFETIME = 600;
    /** Of a grant, with the window and clocks that differ. */
    static final int LONGEST = 1300;

    final Setting setting;
    final Map<Integer, Session> sessions = new LinkedHashMap<>();
    final Map<Integer, Held> grants = new LinkedHashMap<>();
    private final Map<String, AtProvider> atProviders = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> tenants = new LinkedHashMap<>();
    long now;
    /** How far the secret of marks has been replaced. */
    int phase;

    World(Setting setting) {
        this.setting = setting;
        this.phase = setting.secretStep();
        for (String user : Setting.USERS) {
            names.put(user, user);
            tenants.put(user, user.equals("bob") ? "globex" : "acme");
        }
    }

    /** A session at the provider, in the browser of a device. */
    static final class AtProvider {
        final String sid;
        boolean alive = true;
        Login login;

        AtProvider(String sid) {
            this.sid = sid;
        }
    }

    record Window(long begin, long end) {
    }

    /** When the user entered the password, which several sessions of the application can follow. */
    record Login(AtProvider at, long time) {
    }

    /** A session of the application, whose cookies are held although it may have ended. */
    static final class Session {
        final int id;
        final String user;
        final String device;
        final Login login;
        final long since;
        final boolean followedRefusal;
        Token token;
        boolean ended;

        Session(int id, String user, String device, Login login, long since, boolean followedRefusal) {
            this.id = id;
            this.user = user;
            this.device = device;
            this.login = login;
            this.since = since;
            this.followedRefusal = followedRefusal;
        }
    }

    /**
     * What a browser holds, and may show again from its cache.
     *
     * @param session null for an anonymous viewer
     * @param token of the session when the grant was made
     * @param replica that made it
     * @param window in which it was made, by the clock of the replica. Anonymous viewers have no login, and their grants count
     *        as made at its end
     * @param newSecret whether its mark was made with the new secret
     */
    record Held(int id, Session session, Token token, What what, long madeAt, int replica, Window window, long expiry,
            boolean newSecret, Granted granted) {

        String user() {
            return session == null ? "" : session.user;
        }

        boolean hasToken() {
            return token != null && token.provider().hasToken();
        }

        /** The earliest true time that may count as the login of the user's token, if the pages allow several. */
        long earliestLogin() {
            return token.provider().tellsLogin() ? session.login.time() : session.since;
        }

        /** The latest one. Without the time of the login, it is that of the token. */
        long latestLogin() {
            return token.provider().tellsLogin() ? session.login.time() : token.issuedAt();
        }
    }

    Session login(int id, String user, String device, boolean fresh, boolean followedRefusal) {
        AtProvider at = atProviders.get(user + device);
        boolean asked = at == null || !at.alive || fresh;
        if (at == null || !at.alive) {
            at = new AtProvider("sid-" + user + "-" + id);
            atProviders.put(user + device, at);
        }
        if (asked) {
            at.login = new Login(at, now);
        }
        Session session = new Session(id, user, device, at.login, now, followedRefusal);
        session.token = token(user, at.sid, at.login.time());
        sessions.put(id, session);
        return session;
    }

    private Token token(String user, String sid, long authTime) {
        return new Token(setting.providers().get(user), setting.subject(user), names.get(user), tenants.get(user), sid,
                authTime,
                now, now + TOKEN_LIFETIME);
    }

    void refresh(Session session) {
        if (session.login.at().alive && session.token.provider().hasIdToken()) {
            session.token = token(session.user, session.token.sid(), session.token.authTime());
        }
    }

    void rename(String user, String name) {
        names.put(user, name);
    }

    void move(String user, String tenant) {
        tenants.put(user, tenant);
    }

    /** The current window of a replica, by its clock. */
    Window window(int replica) {
        long begin = Math.floorDiv(now + setting.clocks().get(replica), (long) setting.windowSeconds())
                * setting.windowSeconds();
        return new Window(begin, begin + setting.windowSeconds());
    }

    /** When a grant that a replica makes now expires. */
    long expiry(int replica, Token token) {
        int window = setting.windowSeconds();
        long expiry = (now + setting.clocks().get(replica) + LIFETIME + window - 1) / window * window;
        return token == null || !token.provider().hasToken() ? expiry : Math.min(expiry, tokenExpiry(token));
    }

    /** When the token expires, by the clocks of others. */
    private long tokenExpiry(Token token) {
        return token.expiresAt() + setting.clocks().get(2);
    }

    /** Why a user gets nothing; null for a grant. */
    Invariant refusal(int replica, Token token, What what) {
        if (token != null && token.provider().hasToken() && tokenExpiry(token) <= now + setting.clocks().get(replica)) {
            return Invariant.GRANT_EXPIRES;
        } else if (setting.tenants()
                && (token == null || !token.provider().hasToken() || !token.tenant().matches("acme|globex"))) {
            return Invariant.TENANT_IS_ONE_LABEL;
        }
        return token == null && what.cookies ? Invariant.USER_GETS_A_GRANT : null;
    }

    /** The grants that have the same policy and the same mark, so that each of them is the whole grant. */
    List<Held> equals(Held signature, Held mark) {
        List<Held> equal = new ArrayList<>();
        for (Held each : grants.values()) {
            if (each.granted().policy().equals(signature.granted().policy())
                    && each.granted().mark().equals(mark.granted().mark())) {
                equal.add(each);
            }
        }
        return equal;
    }
}
