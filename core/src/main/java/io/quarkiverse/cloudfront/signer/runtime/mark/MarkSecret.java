package io.quarkiverse.cloudfront.signer.runtime.mark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The secret that marks are made with. A mark is {@code {pseudonym}.{start}-{login}.{mac}}:
 * <ul>
 * <li>the pseudonym stands for a user, and is a keyed digest, so that only those who have the secret can tell which one
 * <li>the start is when the user logged in, in seconds since 1970, in base 36
 * <li>the login distinguishes the user's logins, and is missing for users without a token
 * <li>the MAC makes them unforgeable, and binds them to one grant.
 * </ul>
 * Each digest has a key of its own, derived from the secret. CloudFront's function only gets the key of the MAC: anyone who
 * reads it there can forge marks, but cannot find out who a pseudonym is.
 */
public final class MarkSecret {

    /** The minimum length of a secret, in bytes. */
    public static final int SHORTEST = 32;

    /** Random bytes have about 30, and a word that is repeated has fewer. */
    private static final int FEWEST_DIFFERENT_BYTES = 16;

    /** The first and last second whose text has the length that CloudFront's function accepts: from six to eight characters. */
    static final long FIRST_START = 60_466_176;
    static final long LAST_START = 2_821_109_907_455L;

    private static final String HMAC = "HmacSHA256";
    private static final int PSEUDONYM_LENGTH = 16;
    private static final int LOGIN_LENGTH = 6;
    static final int MAC_LENGTH = 22;

    private final SecretKeySpec pseudonyms;
    private final SecretKeySpec macs;

    /**
     * @throws IllegalArgumentException if the secret is too short
     */
    public MarkSecret(byte[] secret) {
        checkLength(secret);
        SecretKeySpec whole = new SecretKeySpec(secret, HMAC);
        this.pseudonyms = derived(whole, "cloudfront-signer/mark/pseudonym/1");
        this.macs = derived(whole, "cloudfront-signer/mark/mac/1");
    }

    /**
     * Decodes a secret, which is configured or in a file for the command line, and checks it.
     *
     * @throws IllegalArgumentException if it cannot be used, or can be guessed. The message does not contain it
     */
    public static byte[] checked(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // its message quotes a character of the secret
            throw new IllegalArgumentException("is not base64");
        }
        checkLength(secret);
        if (IntStream.range(0, secret.length).map(i -> secret[i]).distinct().count() < FEWEST_DIFFERENT_BYTES) {
            throw new IllegalArgumentException(
                    "has fewer than " + FEWEST_DIFFERENT_BYTES + " different bytes, so it can be guessed");
        }
        return secret;
    }

    private static void checkLength(byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException("has " + secret.length + " bytes; it must have at least " + SHORTEST);
        }
    }

    private static SecretKeySpec derived(SecretKeySpec secret, String purpose) {
        return new SecretKeySpec(hmac(secret, purpose), HMAC);
    }

    /**
     * The pseudonym of a user in URLs, cookies, logs, and the store of revocations.
     *
     * @param issuer like {@link MarkedUser#issuer()}
     * @param subject the {@code sub} of the user's token, or the name of a user without a token; empty for anonymous viewers
     * @return 16 characters that need no encoding in a URL
     * @throws CloudFrontSignerException {@code USER_UNKNOWN} if one of them is null
     */
    public String pseudonym(String issuer, String subject) {
        if (issuer == null || subject == null) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN, "The " + (issuer == null ? "issuer" : "subject")
                    + " of a user must not be null. If users do not have tokens, pass an empty issuer and the user's name");
        }
        // the length tells where the issuer ends
        int length = issuer.getBytes(StandardCharsets.UTF_8).length;
        return text(pseudonyms, length + ":" + issuer + subject, PSEUDONYM_LENGTH);
    }

    /**
     * Makes the marks of a user.
     *
     * @param window the number of seconds to a multiple of which a mark without the time of a login is rounded down
     */
    public Marker marker(MarkedUser user, Instant now, long window) {
        String pseudonym = pseudonym(user.issuer(), user.subject());
        String login = login(pseudonym, user);
        return new Marker(this, pseudonym + "." + text(user.start(now, window)) + (login.isEmpty() ? "" : "-" + login));
    }

    /**
     * A value that tells the logins of a user apart, by the provider's session or the time of the login.
     *
     * @return six characters that need no encoding in a URL; empty if the marks of the user do not tell logins apart
     */
    public String login(MarkedUser user) {
        return login(pseudonym(user.issuer(), user.subject()), user);
    }

    private String login(String pseudonym, MarkedUser user) {
        Instant time = user.issued() == null ? null : user.login();
        String ofTime = time == null ? "" : "/" + text(time);
        String which = user.session().isEmpty() ? ofTime : "/sid/" + user.session();
        return which.isEmpty() ? "" : text(pseudonyms, "login/" + pseudonym + which, LOGIN_LENGTH);
    }

    /**
     * @param begin the beginning of a mark
     * @param grant the grant that the mark is part of
     */
    String mac(String begin, String grant) {
        return text(macs, begin + "." + grant, MAC_LENGTH);
    }

    /**
     * Formats a second as in marks and revocations, which use base 36.
     */
    public static String text(Instant second) {
        return Long.toString(Math.max(FIRST_START, Math.min(LAST_START, second.getEpochSecond())), Character.MAX_RADIX);
    }

    private static String text(SecretKeySpec key, String message, int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, message)).substring(0, length);
    }

    private static byte[] hmac(SecretKeySpec key, String message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not have HMAC with SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MarkSecret";
    }
}
