package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The user whom a mark stands for. Users of different kinds are different users, even if their subjects are equal.
 *
 * @param issuer the {@code iss} of the user's token, {@value #TENANT} and the tenant if the token does not have one, or empty
 *        if the user does not have a token
 * @param subject the {@code sub} of the user's token, or the user's name; empty for an anonymous viewer
 * @param login when the user logged in, according to the token; null if there is none
 * @param session the {@code sid} of the user's token, or empty
 * @param issued when the token was issued; null if the token does not tell when the user logged in
 */
public record MarkedUser(String issuer, String subject, @Nullable Instant login, String session, @Nullable Instant issued) {

    /** Begins the issuer of tokens without {@code iss}. The name of the tenant of quarkus-oidc follows, if there is one. */
    public static final String TENANT = "tenant:";

    /** How many seconds the clocks of providers and replicas can differ. */
    private static final int MOST_SKEW = 60;

    /** Any viewer who has not logged in. */
    public static final MarkedUser ANONYMOUS = new MarkedUser("", "", null);

    public MarkedUser(String issuer, String subject, @Nullable Instant login) {
        this(issuer, subject, login, "", login);
    }

    /**
     * The latest possible time of a login that has already begun, because clocks differ. A revocation concerns all logins up to
     * this time, and marks never start later.
     */
    public static Instant latest(Instant now) {
        return now.plusSeconds(MOST_SKEW);
    }

    /**
     * When the user logged in, by the clock of the provider, so that it does not depend on the replica. A mark without that
     * begins with the grant, rounded down to the signer's window, so that equal requests get equal URLs. Only the marks of
     * anonymous viewers begin after the window: they have no login, and must get new URLs after a revocation.
     */
    Instant start(Instant now, long window) {
        Instant begin = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), window) * window);
        if (subject.isEmpty()) {
            return latest(begin.plusSeconds(window));
        }
        return login == null ? begin : earlier(login, latest(now));
    }

    public boolean hasToken() {
        return !issuer.isEmpty();
    }

    /**
     * The last time at which the login of the user's token can have begun. A later login with the same {@code sid} is another
     * one. Without times in the token, it is now, because then marks begin by the clock of the application.
     */
    public Instant until(Instant now) {
        Instant until = issued == null ? login : issued;
        return until == null ? now : earlier(until, latest(now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
