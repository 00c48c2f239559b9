package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.List;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters;

/**
 * A link that opens a directory, because CloudFront's function turns the link's grant into cookies for the directory.
 */
final class DirectoryLink {

    /**
     * The resource of exactly one directory. Cookie paths do not support wildcards, and a semicolon would end them. With any
     * other resource, browsers would therefore also send the cookies for files that the resource does not cover.
     */
    private static final Pattern DIRECTORY = Pattern.compile("[^:]+://[^/]+/(?:[^*?;]*/)?\\*");

    private DirectoryLink() {
    }

    static void requireDirectory(Policy policy) {
        if (policy.canned() || !DIRECTORY.matcher(policy.resource()).matches()) {
            throw Failure.of(Reason.NOT_COVERED, policy.resource(),
                    "a link that opens a directory needs the policy of that directory. Use a resource that ends in /* and has "
                            + "no other wildcard or semicolon in its path, such as /reports/7/*");
        }
    }

    /**
     * @param url an absolute URL that the guard has accepted
     */
    static String of(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        if (url.startsWith("//", path)) {
            throw Failure.of(url, "its path begins with two slashes, so browsers would not accept the redirect that opens the "
                    + "directory; remove one");
        }
        if (ReservedParameters.find(List.of(ReservedParameters.OPEN_DIRECTORY), url).isPresent()) {
            throw Failure.of(url, "its query already has an open-directory parameter, which the signer adds. Remove it");
        }
        return url + (url.indexOf('?') < 0 ? '?' : '&') + ReservedParameters.OPEN_DIRECTORY;
    }
}
