package io.quarkiverse.cloudfront.signer.runtime.user;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The caller of the current method, with the properties on which grants depend.
 *
 * @param id distinguishes users, only for bookkeeping
 * @param tenant the tenant of quarkus-oidc with which the user has logged in, or empty
 * @param tokenExpiry when the user's token expires, if there is one
 * @param unboundable why the expiry of the user's token is unknown, if it is
 * @param placeholders the value for {@code principal} and {@code claim.name}; throws the failure of the request if there is
 *        none
 */
public record User(boolean anonymous, String id, String tenant, Optional<Instant> tokenExpiry, @Nullable String unboundable,
        Function<String, @Nullable String> placeholders) {

    /** An unknown user, because the application does not have security or does not require a login. */
    public static final User UNKNOWN = new User(true, "", "", Optional.empty(), null, placeholder -> null);

    static final String PRINCIPAL = "principal";
    private static final String CLAIM = "claim.";

    /**
     * Whether a placeholder concerns the user instead of the call.
     */
    public static boolean isPlaceholder(String name) {
        return name.equals(PRINCIPAL) || isClaim(name);
    }

    /**
     * Whether a placeholder is a claim of the user's token.
     */
    public static boolean isClaim(String name) {
        return name.startsWith(CLAIM);
    }

    static String claim(String placeholder) {
        return placeholder.substring(CLAIM.length());
    }
}
