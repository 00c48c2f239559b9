package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signer.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;

/**
 * The part of a grant that is the same for every call of a signed method.
 *
 * @param template the template of the policy's resource; null if each URL gets its own policy
 * @param lifetime how long a grant lasts
 * @param users null in an application without security
 */
public record GrantTerms(SignedMethodInfo method, ConfiguredSigner signer, @Nullable PolicyTemplate template, Duration lifetime,
        @Nullable Users users) {

    /**
     * The terms for signed URLs outside of a method call.
     *
     * @param place the place in the code, for messages
     */
    public static GrantTerms at(String place, ConfiguredSigner signer, @Nullable PolicyTemplate template, Duration lifetime,
            @Nullable Users users) {
        return new GrantTerms(outside(place, signer, Delivery.URL), signer, template, lifetime, users);
    }

    /**
     * The terms for signed cookies outside of a method call.
     *
     * @param place the place in the configuration, for messages
     */
    public static GrantTerms forCookies(String place, ConfiguredSigner signer, PolicyTemplate template, Duration lifetime,
            Users users) {
        return new GrantTerms(outside(place, signer, Delivery.COOKIES), signer, template, lifetime, users);
    }

    private static SignedMethodInfo outside(String place, ConfiguredSigner signer, Delivery delivery) {
        return new SignedMethodInfo(place, signer.name(), delivery, "", "", false, false, false, List.of(), List.of(),
                PlaylistMode.NEVER, MemberPlacement.NONE, false, false, List.of());
    }

    /**
     * Checks the values of a call before the method runs.
     *
     * @param values of some placeholders, by name
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
     * The failure of a call whose values do not fit into the resource. Those of a REST method are the viewer's.
     */
    CloudFrontSignerException refused(CloudFrontSignerException failure) {
        return method.rest()
                ? new CloudFrontSignerException(Reason.INVALID_PATH_PARAMETER, String.valueOf(failure.getMessage()))
                : failure;
    }

    /**
     * The failure, with the method's name as the prefix of its message.
     */
    public CloudFrontSignerException named(CloudFrontSignerException failure) {
        return new CloudFrontSignerException(failure.reason(), method.description() + ": " + failure.getMessage(),
                failure.getCause());
    }

    /**
     * Whether the grant, or its expiry, depends on the user.
     */
    public boolean dependsOnUser() {
        return users != null && (signer.isBoundToToken() && users.mayHaveTokens() || method.delivery() == Delivery.COOKIES
                || template != null && isAboutUser(template));
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
