package io.quarkiverse.cloudfront.signer.runtime.grant;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.RecipientSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.User;

/**
 * The resource of one grant. Invalid data of a user is not an error of the application: if the resource can be signed for other
 * users of the same call, but not for this one, the user is denied access. A path parameter that does not fit is not an error
 * of the application either, because there is no file for it.
 *
 * @param signer the signer for the user
 * @param values the values of the placeholders that do not concern the user
 */
record GrantResource(GrantTerms terms, RecipientSigner signer, PolicyTemplate template, Map<String, String> values) {

    /**
     * The maximum number of characters that a user's data can add to a resource. This is the length of S3's longest key, and
     * leaves room for the resource in a signed URL, in a cookie, and in the headers that clear the cookie.
     */
    private static final int MOST_OF_USER = 1024;

    /**
     * The maximum number of characters that a request's path can add to a resource, which must fit into a signed URL and a
     * cookie.
     */
    private static final int MOST_OF_PATH = 2048;

    /** A value that stands for the data of other users. It can be signed wherever the value of a placeholder can be. */
    private static final String OTHER = "x";

    static GrantResource of(GrantTerms terms, RecipientSigner signer, Map<String, String> values) {
        return new GrantResource(terms, signer, Objects.requireNonNull(terms.template()), values);
    }

    RecipientSigner.Resource of(User user) {
        try {
            String resource = expand(user.placeholders());
            checkLength(resource);
            return signer.resource(resource);
        } catch (CloudFrontSignerException e) {
            if (!isSignableForOthers()) {
                throw terms.refused(e);
            } else if (terms.users() == null) {
                throw e;
            }
            throw terms.users().forbidden("the user's claims or name do not fit into the resource of "
                    + terms.description() + ". " + e.getMessage()
                    + ". Have the identity provider issue short values without slashes or dot segments, or use other claims");
        }
    }

    private String expand(Function<String, @Nullable String> ofUser) {
        return template.expand(name -> values.containsKey(name) ? values.get(name) : ofUser.apply(name));
    }

    private void checkLength(String resource) {
        if (resource.length() <= MOST_OF_USER) {
            return;
        }
        int ofOthers = expand(name -> OTHER).length();
        if (hasLongPath(ofOthers)) {
            throw tooLong("path parameters", MOST_OF_PATH);
        } else if (resource.length() - ofOthers >= MOST_OF_USER) {
            throw tooLong("claims and name", MOST_OF_USER);
        }
    }

    private boolean hasLongPath(int ofOthers) {
        return terms.viewersValues() && ofOthers - template.example().length() >= MOST_OF_PATH;
    }

    private CloudFrontSignerException tooLong(String what, int most) {
        return new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE, "The resource " + template
                + " cannot be signed: " + what + " would add more than " + most + " percent-encoded characters");
    }

    private boolean isSignableForOthers() {
        try {
            String resource = expand(name -> OTHER);
            signer.resource(resource);
            return !hasLongPath(resource.length());
        } catch (CloudFrontSignerException e) {
            return false;
        }
    }
}
