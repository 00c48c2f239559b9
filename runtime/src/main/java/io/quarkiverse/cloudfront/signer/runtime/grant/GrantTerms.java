package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;

/**
 * The part of a grant that is the same for every call of a method, or for every use of a place in a template or the
 * configuration.
 *
 * @param description the description of the method or place, for messages
 * @param template the template of the policy's resource; null if each URL gets its own policy
 * @param lifetime how long a grant lasts; null for the signer's lifetime
 * @param users null in an application without security
 * @param delivery whether the viewer gets URLs or cookies. Cookies are only for users who have logged in
 * @param content the kind of the values
 * @param viewersValues whether the viewer chooses the values of placeholders, as in path parameters. If so, invalid values are
 *        the viewer's mistake
 */
public record GrantTerms(String description, ConfiguredSigner signer, @Nullable PolicyTemplate template,
        @Nullable Duration lifetime, @Nullable Users users, Delivery delivery, Content content,
        boolean viewersValues) {

    /**
     * The terms for signed URLs.
     */
    public static GrantTerms of(String description, ConfiguredSigner signer, @Nullable PolicyTemplate template,
            @Nullable Duration lifetime, @Nullable Users users) {
        return new GrantTerms(description, signer, template, lifetime, users, Delivery.URL, Content.URL, false);
    }

    /**
     * The same terms for signed cookies.
     */
    public GrantTerms forCookies() {
        return new GrantTerms(description, signer, template, lifetime, users, Delivery.COOKIES, content,
                viewersValues);
    }

    /**
     * The same terms for fields, each of which declares whether it is text.
     */
    public GrantTerms ofFields() {
        return !content.isText() ? this
                : new GrantTerms(description, signer, template, lifetime, users, delivery, Content.URL, viewersValues);
    }

    /**
     * Checks the values of a call before the method runs.
     *
     * @param values the values of some placeholders, by name
     * @throws CloudFrontSignerException if one of them cannot become a path segment
     */
    public void check(Map<String, String> values) {
        try {
            Objects.requireNonNull(template).check(values);
        } catch (CloudFrontSignerException e) {
            throw refused(e);
        }
    }

    /**
     * The failure of a call whose values do not fit into the resource.
     */
    CloudFrontSignerException refused(CloudFrontSignerException failure) {
        return viewersValues
                ? new CloudFrontSignerException(Reason.INVALID_PATH_PARAMETER, String.valueOf(failure.getMessage()))
                : failure;
    }

    /** How long a grant lasts. */
    public Duration lasting() {
        return lifetime == null ? signer.expiry().expiresIn() : lifetime;
    }

    /**
     * The failure, with the description as the prefix of its message.
     */
    public CloudFrontSignerException named(CloudFrontSignerException failure) {
        return new CloudFrontSignerException(failure.reason(), description + ": " + failure.getMessage(),
                failure.getCause());
    }

    /**
     * Whether the grant, or its expiry, depends on the user.
     */
    public boolean dependsOnUser() {
        return users != null
                && (signer.isRevocable() || signer.settings().boundToToken() && users.mayHaveTokens()
                        || delivery == Delivery.COOKIES || namesUser());
    }

    /**
     * Whether the resource or its domain contains data about the user.
     */
    boolean namesUser() {
        return tenant() != null || template != null && isAboutUser(template);
    }

    private @Nullable String tenant() {
        return signer.settings().guard().tenantPlaceholder();
    }

    /** The time by which a user's grants must have expired. */
    Instant notLaterThan(User user) {
        return signer.settings().boundToToken() ? user.tokenExpiry().orElse(Instant.MAX) : Instant.MAX;
    }

    /**
     * The signer for a user.
     *
     * @param notAfter the time by which the user's grants must have expired
     * @param address the only address that may use the grant; null for any
     */
    RecipientSigner to(User user, Instant notAfter, @Nullable String address) {
        String placeholder = tenant();
        MarkedUser marked = signer.isRevocable() ? user.requireMarked() : null;
        if (placeholder == null) {
            return signer.to(new Recipient(notAfter, address, null, marked));
        } else if (users == null) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "signing for the domain of a tenant requires a user, but the application "
                            + "does not have a security extension. Add one, or call the signer's forTenant method");
        }
        try {
            String tenant = Objects.requireNonNullElse(user.placeholders().apply(placeholder), "");
            return signer.to(new Recipient(notAfter, address, tenant, marked));
        } catch (CloudFrontSignerException e) {
            throw users.forbidden(description + ": " + e.getMessage()
                    + ". Have the identity provider issue such a value, or use another claim in the signer's url");
        }
    }

    private static boolean isAboutUser(PolicyTemplate template) {
        for (String name : template.placeholders()) {
            if (User.isPlaceholder(name)) {
                return true;
            }
        }
        return false;
    }
}
