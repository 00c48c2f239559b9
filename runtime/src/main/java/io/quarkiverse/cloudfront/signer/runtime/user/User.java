package io.quarkiverse.cloudfront.signer.runtime.user;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkus.security.ForbiddenException;

/**
 * The caller of the current method, with the properties on which grants depend.
 *
 * @param cookieOwner the user of signed cookies
 * @param tokenExpiry when the user's token expires, if there is one
 * @param unboundable the reason why the expiry of the user's token is unknown; null if it is known
 * @param placeholders returns the value of {@code principal} or {@code claim.name}; throws a {@code CloudFrontSignerException}
 *        if there is none
 * @param marked the user whom marks stand for; null if the user is anonymous, or has a token without a subject
 */
public record User(boolean anonymous, Supplier<CookieOwner> cookieOwner, Optional<Instant> tokenExpiry,
        @Nullable String unboundable, Function<String, @Nullable String> placeholders, Supplier<@Nullable MarkedUser> marked) {

    /** An unknown user, in an application that does not have security or does not require a login. */
    public static final User UNKNOWN = new User(true, () -> CookieOwner.NOBODY, Optional.empty(), null, placeholder -> null,
            () -> null);

    static final String PRINCIPAL = "principal";
    private static final String CLAIM = "claim.";

    /**
     * The user whom a mark stands for.
     *
     * @throws ForbiddenException if the user has a token without a subject
     */
    public MarkedUser requireMarked() {
        MarkedUser user = anonymous ? MarkedUser.ANONYMOUS : marked.get();
        if (user == null) {
            throw IdentityUsers.denied("marks cannot identify the user, whose token has no \"sub\" claim. Set "
                    + "quarkus.cloudfront-signer.marks.subject-claim to a claim of the token or of its UserInfo that identifies "
                    + "a user and never changes, such as \"id\"");
        }
        return user;
    }

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

    /**
     * The name of the claim that a placeholder stands for.
     *
     * @throws IllegalArgumentException if the placeholder does not stand for a claim
     */
    static String claim(String placeholder) {
        if (!placeholder.startsWith(CLAIM)) {
            throw new IllegalArgumentException("{" + placeholder + "} is not a placeholder for the user's name or claims");
        }
        return placeholder.substring(CLAIM.length());
    }
}
