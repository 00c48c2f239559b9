package io.quarkiverse.cloudfront.signer.runtime.user;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * One source of a user's claims: the token itself, or its introspection by the provider.
 *
 * @param claims returns the value of a claim, if there is one
 * @param complete whether the source contains the expiry of a token that has one. If so, a token without an expiry does not
 *        expire
 */
public record Token(Function<String, @Nullable Object> claims, boolean complete) {

    static final String SUBJECT = "sub";
    static final String EXPIRY = "exp";
    private static final String AUTH_TIME = "auth_time";
    private static final String ISSUED_AT = "iat";

    private static final String SESSION = "sid";

    /** The claims that identify a login of a user, and its time. */
    static final Set<String> LOGIN = Set.of(AUTH_TIME, ISSUED_AT, SESSION);

    private static final Pattern EPOCH_SECOND = Pattern.compile("[0-9]{1,11}");

    /**
     * The claims of an encoded token, which the authentication of the user has already verified.
     *
     * @return null if it is opaque or encrypted
     */
    public static @Nullable Map<String, Object> decoded(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1]))).getMap();
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
    }

    /**
     * @return empty if there is no issuer, or if the claim is a text that stands for a missing issuer
     */
    public Optional<String> issuer() {
        return text(claims.apply("iss")).filter(issuer -> !issuer.isEmpty() && !issuer.startsWith(MarkedUser.TENANT));
    }

    /**
     * The value of the claim with the expiry.
     */
    @Nullable
    Object expiry() {
        return claims.apply(EXPIRY);
    }

    /**
     * The user of this token, with the time of the login. If the token contains this time, it is stable within a session. If it
     * does not, or if the token was issued earlier, the time at which the token was issued is used instead.
     */
    MarkedUser user(String issuer, String subject) {
        Instant authenticated = second(claims.apply(AUTH_TIME));
        Instant issued = second(claims.apply(ISSUED_AT));
        return new MarkedUser(issuer, subject, earlier(authenticated, issued), text(claims.apply(SESSION)).orElse(""),
                authenticated == null || issued == null ? authenticated : issued);
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /**
     * @param expiry the expiry; zero or less means that there is none
     */
    static boolean isUnreadable(@Nullable Object expiry) {
        return expiry != null && !(expiry instanceof Number) && second(expiry) == null;
    }

    /**
     * @param value a number, which can also be text or a list with one element, as in the introspection claims of Elytron
     * @return null if the value is not a second since 1970
     */
    static @Nullable Instant second(@Nullable Object value) {
        if (value instanceof List<?> values && values.size() == 1) {
            return second(values.get(0));
        }
        if (value instanceof String text) {
            return EPOCH_SECOND.matcher(text).matches() ? second(Long.parseLong(text)) : null;
        }
        return value instanceof Number number ? second(number.longValue()) : null;
    }

    private static @Nullable Instant second(long seconds) {
        return seconds <= 0 ? null : Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    }

    /**
     * The value of a claim. A name with slashes can be a single name, such as {@code https://example.com/tenant}.
     *
     * @param path the claim's name, or, for a nested claim, names with slashes between them
     * @return empty if there is no such claim, or if it does not have a single value
     */
    Optional<String> claim(String path) {
        return text(nested(claims, path));
    }

    private static @Nullable Object nested(Function<String, @Nullable Object> object, String path) {
        Object direct = object.apply(path);
        int slash = path.indexOf('/');
        if (direct != null || slash <= 0) {
            return direct;
        }
        return object.apply(path.substring(0, slash)) instanceof Map<?, ?> inner ? nested(inner::get, path.substring(slash + 1))
                : null;
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String || value instanceof Long || value instanceof Integer || value instanceof BigInteger
                || value instanceof Boolean ? Optional.of(value.toString()) : Optional.empty();
    }
}
