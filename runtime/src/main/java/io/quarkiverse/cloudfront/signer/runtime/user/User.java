package io.quarkiverse.cloudfront.signer.runtime.user;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Who makes the current call, as far as grants depend on it.
 *
 * @param id tells users apart, for bookkeeping only
 * @param tenant of quarkus-oidc that the user has logged in with, or empty
 * @param tokenExpiry when the user's token expires, if there is one
 * @param unboundable why it cannot be known when the user's token expires, if so
 * @param placeholders the value for {@code principal} and {@code claim.name}; throws what makes the request fail if there is
 *        none
 */
public record User(boolean anonymous, String id, String tenant, Optional<Instant> tokenExpiry, @Nullable String unboundable,
        Function<String, @Nullable String> placeholders) {

    /** Somebody of whom nothing is known, since the application has no security or does not ask. */
    public static final User UNKNOWN = new User(true, "", "", Optional.empty(), null, placeholder -> null);

    static final String PRINCIPAL = "principal";
    private static final String CLAIM = "claim.";

    /**
     * Whether a placeholder is about the user, and not about what is called.
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
