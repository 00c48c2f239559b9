package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signer.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;

/**
 * What is the same for every call of a signed method.
 *
 * @param template of the policy's resource; null where each URL gets a policy of its own
 * @param lifetime how long a grant lasts
 * @param users null in an application without security
 */
public record GrantTerms(SignedMethodInfo method, ConfiguredSigner signer, @Nullable PolicyTemplate template, Duration lifetime,
        @Nullable Users users) {

    /**
     * What is signed where no method is called, with URLs only.
     *
     * @param place where that is, for messages
     */
    public static GrantTerms at(String place, ConfiguredSigner signer, @Nullable PolicyTemplate template, Duration lifetime,
            @Nullable Users users) {
        SignedMethodInfo method = new SignedMethodInfo(place, signer.name(), Delivery.URL, "", "", false, false, false,
                List.of(), List.of(),
                PlaylistMode.NEVER, MemberPlacement.NONE, false, false, List.of());
        return new GrantTerms(method, signer, template, lifetime, users);
    }

    /**
     * The failure, with the name of the method before its message.
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
