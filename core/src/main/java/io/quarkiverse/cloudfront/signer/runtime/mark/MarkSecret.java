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
 * The secret with which marks are made. A mark has the form {@code {pseudonym}.{start}-{login}.{mac}}:
 * <ul>
 * <li>The pseudonym stands for a user. It is a keyed digest, so that only someone who has the secret can tell which user it is.
 * <li>The start is the time at which the user logged in, in seconds since 1970, in base 36.
 * <li>The login distinguishes the user's logins. It is missing if the logins cannot be told apart, such as for users without a
 * token.
 * <li>The MAC makes the mark unforgeable, and binds it to one grant.
 * </ul>
 * Pseudonyms and MACs are made with separate keys, which are derived from the secret. CloudFront's function only gets the key
 * for MACs. Anyone who reads this key can forge marks, but cannot find out which user a pseudonym stands for.
 */
public final class MarkSecret {

    /** The minimum length of a secret, in bytes. */
    public static final int SHORTEST = 32;

    /** The minimum number of different bytes. A random secret has about 30, and a repeated word has fewer than this. */
    private static final int FEWEST_DIFFERENT_BYTES = 16;

    /** The first and the last second whose text has six to eight characters, as CloudFront's function requires. */
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
     * Decodes and checks a secret, which comes from the configuration or from a file for the command line.
     *
     * @throws IllegalArgumentException if the secret cannot be used or can be guessed. The message does not contain the secret
     */
    public static byte[] checked(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // the exception's message quotes a character of the secret
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
     * @param issuer the issuer, as in {@link MarkedUser#issuer()}
     * @param subject the {@code sub} claim of the user's token, or the name of a user without a token; empty for anonymous
     *        viewers
     * @return 16 characters that do not have to be encoded in a URL
     * @throws CloudFrontSignerException {@code USER_UNKNOWN} if an argument is null
     */
    public String pseudonym(String issuer, String subject) {
        if (issuer == null || subject == null) {
            throw new CloudFrontSignerException(Reason.USER_UNKNOWN, "The " + (issuer == null ? "issuer" : "subject")
                    + " of a user must not be null. If users do not have tokens, pass an empty issuer and the user's name");
        }
        // the length shows where the issuer ends
        int length = issuer.getBytes(StandardCharsets.UTF_8).length;
        return text(pseudonyms, length + ":" + issuer + subject, PSEUDONYM_LENGTH);
    }

    /**
     * Makes the marks of a user.
     *
     * @param window the signer's expiry window in seconds. If the time of the login is not known, the mark starts at the time
     *        of the grant, rounded down to a multiple of this window
     */
    public Marker marker(MarkedUser user, Instant now, long window) {
        String pseudonym = pseudonym(user.issuer(), user.subject());
        String login = login(pseudonym, user);
        return new Marker(this, pseudonym + "." + text(user.start(now, window)) + (login.isEmpty() ? "" : "-" + login));
    }

    /**
     * A value that distinguishes the logins of a user by the provider's session or by the time of the login.
     *
     * @return six characters that do not have to be encoded in a URL; empty if the user's logins cannot be told apart
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
     * @param grant the text of the grant to which the mark belongs
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
