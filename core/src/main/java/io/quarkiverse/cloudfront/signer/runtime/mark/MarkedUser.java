package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The user whom a mark stands for.
 *
 * @param issuer the {@code iss} of the user's token, or empty if the user does not have a token
 * @param subject the {@code sub} of the user's token, or the user's name; empty for an anonymous viewer
 * @param login when the user logged in, according to the token; null if there is none
 * @param session the {@code sid} of the user's token, or empty
 * @param issued when the token was issued; null if the token does not tell when the user logged in
 */
public record MarkedUser(String issuer, String subject, @Nullable Instant login, String session, @Nullable Instant issued) {

    /** How many seconds the clocks of provider and replicas can differ. */
    private static final int MOST_SKEW = 60;

    /** Any viewer who has not logged in. */
    public static final MarkedUser ANONYMOUS = new MarkedUser("", "", null);

    public MarkedUser(String issuer, String subject, @Nullable Instant login) {
        this(issuer, subject, login, "", login);
    }

    /**
     * When the user logged in. A mark without that begins with the grant, rounded down to the signer's window, so that equal
     * requests get equal URLs. Never later than now, because a revocation concerns all logins until then. Only the marks of
     * anonymous viewers begin with the end of the window: they have no login, and must get new URLs after a revocation.
     */
    Instant start(Instant now, long window) {
        Instant begin = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), window) * window);
        if (subject.isEmpty()) {
            return begin.plusSeconds(window);
        }
        Instant start = login == null ? begin : login;
        return start.isAfter(now) ? now : start;
    }

    public boolean hasToken() {
        return !issuer.isEmpty() || login != null || !session.isEmpty();
    }

    /**
     * The last time at which the login of the user's token can have begun. A later login with the same {@code sid} is another
     * one.
     */
    public Instant until(Instant now) {
        Instant until = issued == null ? login : issued;
        Instant latest = now.plusSeconds(MOST_SKEW);
        return until == null ? now : until.isAfter(latest) ? latest : until;
    }
}
