package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;

/**
 * The attributes of a signer's cookies.
 *
 * @param path defaults to the literal prefix of the policy's resource, so that grants for several prefixes can coexist
 */
public record CookieAttributes(Optional<String> domain, Optional<String> path, SameSite sameSite, boolean secure,
        boolean httpOnly) {

    private static final String PREFIX = "CloudFront-";

    /** The maximum length of a cookie in browsers, name and value together. */
    private static final int LONGEST_COOKIE = 4096;

    /**
     * @param parameters of a signed URL, such as {@code Expires=1767290400}, of which each becomes a cookie
     */
    SignedCookies cookies(Policy policy, String... parameters) {
        String cookiePath = path.orElseGet(() -> literalPrefix(policy));
        List<SignedCookie> cookies = new ArrayList<>(parameters.length);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = PREFIX + parameter.substring(0, equals);
            int length = PREFIX.length() + parameter.length() - 1;
            if (length > LONGEST_COOKIE) {
                throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                        ("The cookie %s would be %s bytes long, but browsers accept 4096. Shorten the policy's "
                                + "resource").formatted(name, length));
            }
            String value = parameter.substring(equals + 1);
            cookies.add(new SignedCookie(name, value, domain, cookiePath, sameSite, secure, httpOnly));
        }
        return new SignedCookies(cookies);
    }

    /**
     * The cookies and a further one, which has the same attributes.
     */
    SignedCookies with(SignedCookies cookies, String name, String value) {
        List<SignedCookie> all = new ArrayList<>(cookies.cookies());
        all.add(new SignedCookie(name, value, domain, all.get(0).path(), sameSite, secure, httpOnly));
        return new SignedCookies(all);
    }

    /**
     * Cookie paths do not support wildcards, and a semicolon would begin another attribute, so the path ends with the last
     * slash before the first of these. The path of a canned policy is that of its URL.
     */
    private static String literalPrefix(Policy policy) {
        String resource = policy.resource();
        int start = resource.indexOf('/', resource.indexOf("://") + 3);
        if (start < 0) {
            return "/";
        }
        int end = start;
        while (end < resource.length() && "?*;".indexOf(resource.charAt(end)) < 0) {
            end++;
        }
        boolean whole = end == resource.length() || policy.canned() && resource.charAt(end) == '?';
        return resource.substring(start, whole ? end : resource.lastIndexOf('/', end) + 1);
    }
}
