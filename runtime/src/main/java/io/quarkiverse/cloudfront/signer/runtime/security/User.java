package io.quarkiverse.cloudfront.signer.runtime.security;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who makes the current call, as far as grants depend on it.
 *
 * @param id tells users apart, for bookkeeping only
 * @param tokenExpiry when the user's token ends, if there is one
 * @param placeholders the value for {@code principal} and {@code claim.name}; throws what makes the request fail if there is
 *        none
 */
public record User(boolean anonymous, String id, Optional<Instant> tokenExpiry, Function<String, String> placeholders) {

    private static final String PRINCIPAL = "principal";
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
