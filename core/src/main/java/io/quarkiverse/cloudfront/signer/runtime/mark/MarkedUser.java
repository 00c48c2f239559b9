package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The user for whom a mark stands. Users with different issuers are different users, even if their subjects are equal.
 *
 * @param issuer the {@code iss} claim of the user's token; {@value #TENANT} and the tenant if the token does not have this
 *        claim; empty if the user does not have a token
 * @param subject the {@code sub} claim of the user's token, or the user's name; empty for an anonymous viewer
 * @param login when the user logged in, according to the token; null if this is not known
 * @param session the {@code sid} claim of the user's token, or empty
 * @param issued when the token was issued; null if the token does not show when the user logged in
 */
public record MarkedUser(String issuer, String subject, @Nullable Instant login, String session, @Nullable Instant issued) {

    /**
     * The beginning of the issuer if a token does not have the {@code iss} claim. It is followed by the tenant of quarkus-oidc,
     * if there is one.
     */
    public static final String TENANT = "tenant:";

    /** The number of seconds by which the clocks of providers and replicas may differ. */
    private static final int MOST_SKEW = 60;

    /** Any viewer who has not logged in. */
    public static final MarkedUser ANONYMOUS = new MarkedUser("", "", null);

    public MarkedUser(String issuer, String subject, @Nullable Instant login) {
        this(issuer, subject, login, "", login);
    }

    /**
     * The latest time that a provider may have recorded for a login until now. It is in the future, because clocks differ. A
     * revocation affects all logins up to this time.
     */
    public static Instant latest(Instant now) {
        return now.plusSeconds(MOST_SKEW);
    }

    /**
     * The start of a mark. This is the time of the login by the provider's clock, so that it does not depend on the replica. If
     * that time is not known, the mark starts at the time of the grant, rounded down to the signer's window, so that equal
     * requests get equal URLs. Marks of anonymous viewers start after the window, because these viewers cannot log in again and
     * must get new URLs after a revocation.
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
     * The last time at which the login of the user's token may have begun. A later login with the same {@code sid} is a
     * different login. If the token does not contain times, this is the current time, because marks then start by the clock of
     * the application.
     */
    public Instant until(Instant now) {
        Instant until = issued == null ? login : issued;
        return until == null ? now : earlier(until, latest(now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
