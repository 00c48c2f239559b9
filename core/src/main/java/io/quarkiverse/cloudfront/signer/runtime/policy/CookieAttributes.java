package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionHost;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.Glob;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The attributes of a signer's cookies.
 *
 * @param path the path of the cookies. It defaults to the literal prefix of the policy's resource, so that grants for several
 *        prefixes can coexist
 */
public record CookieAttributes(Optional<String> domain, Optional<String> path, SameSite sameSite, boolean secure,
        boolean httpOnly) {

    private static final String PREFIX = "CloudFront-";

    private static final String PATH = "/[A-Za-z0-9._~!$&'()+,=:@%/-]*";

    /** The maximum length of a cookie's name and value together in browsers. */
    private static final int LONGEST_COOKIE = 4096;

    /**
     * Reports each mistake in the configuration.
     *
     * @param guard null if the signer's hosts are not known
     * @param problems receives the property's name, and the mistake in words that follow this name
     */
    public void check(@Nullable UrlGuard guard, BiConsumer<String, String> problems) {
        String inDomain = mistakeInDomain(guard);
        if (inDomain != null) {
            problems.accept("cookies.domain", inDomain);
        }
        if (path.isPresent() && !path.get().matches(PATH)) {
            problems.accept("cookies.path", "must begin with /, and must not contain a wildcard, a semicolon, or a space. "
                    + "/images/ covers all paths below it");
        }
        if (sameSite == SameSite.NONE && !secure) {
            problems.accept("cookies.secure", "must be true with cookies.same-site=none, because browsers reject such "
                    + "cookies otherwise");
        }
    }

    /**
     * The reason why browsers would not send the cookies to any of the signer's hosts, in words that follow the name of the
     * domain's property.
     *
     * @param guard null if the signer's hosts are not known
     * @return null if browsers may send the cookies
     */
    public @Nullable String mistakeInDomain(@Nullable UrlGuard guard) {
        String name = domainName();
        if (name == null) {
            return null;
        }
        if (!DistributionHost.isName(name)) {
            return "must be a domain name such as example.com";
        }
        if (name.equals("cloudfront.net") || name.endsWith(".cloudfront.net")) {
            return "is cloudfront.net, for which browsers do not accept cookies. Give the distribution an alternate domain name "
                    + "that shares a parent domain with the application";
        }
        for (String host : guard == null ? Set.of(name) : guard.hosts()) {
            if (covers(name, DistributionHost.of(host).name())) {
                return null;
            }
        }
        return "does not contain the host of url, so browsers would not send the cookies to the distribution. Set it to a "
                + "domain of yours that contains the hosts of both the application and the distribution, such as example.com, "
                + "or remove it if they have the same host";
    }

    private @Nullable String domainName() {
        String name = domain.orElse("").toLowerCase(Locale.ROOT);
        return domain.isEmpty() ? null : name.substring(name.startsWith(".") ? 1 : 0);
    }

    /**
     * Whether a domain covers a host. Top-level domains do not, because browsers do not accept cookies for them.
     *
     * @param host the host, which can have wildcards in its first label, or a placeholder in place of this label
     */
    private static boolean covers(String name, String host) {
        return host.equals(name) || name.indexOf('.') > 0 && (host.endsWith("." + name) || Glob.matches(host, name));
    }

    /**
     * Checks that browsers would send the cookies with some request that a policy covers.
     *
     * @param template the template of the policy's resource, which the signer can sign
     * @throws CloudFrontSignerException {@code COOKIES_NOT_SETTABLE} if the attributes exclude all such requests
     */
    public void requireSent(UrlGuard guard, PolicyTemplate template) {
        String text = template.toString();
        String resource = text.startsWith("/") ? guard.base() + text : text;
        int authority = resource.indexOf("://") + 3;
        int path = resource.indexOf('/', authority);
        DistributionHost host = DistributionHost.of(resource.substring(authority, path));
        String name = domainName();
        if (name != null && !covers(name, host.name())) {
            throw notSent(resource, "cookies.domain does not contain its host. Use a resource below this domain, or a domain "
                    + "that contains the host");
        }
        if (secure && resource.startsWith("http://") && !host.isLoopback()) {
            throw notSent(resource, "it begins with http://, but cookies.secure is true. Set url to an https:// URL");
        }
        if (this.path.isPresent() && !reaches(this.path.get(), resource.substring(path))) {
            throw notSent(resource, "cookies.path excludes all its paths. Set cookies.path to a directory of the resource, or "
                    + "remove it");
        }
    }

    /**
     * Checks that browsers send these cookies when a viewer follows a link from another site. Otherwise, a link that opens a
     * directory would replace cookies, because CloudFront's function would not see them.
     *
     * @throws CloudFrontSignerException {@code COOKIES_NOT_SETTABLE} if browsers do not send the cookies
     */
    void requireSeenByLinks() {
        if (sameSite == SameSite.STRICT) {
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "With cookies.same-site=strict, a link that opens a directory would replace the viewer's cookies, "
                            + "because browsers do not send them when a viewer follows a link from another site. Set "
                            + "cookies.same-site to lax");
        }
    }

    private static CloudFrontSignerException notSent(String resource, String why) {
        return Failure.of(Reason.COOKIES_NOT_SETTABLE, resource, "browsers would not send its cookies, because " + why);
    }

    /**
     * Whether the resource can cover requests below the path of a cookie, judging by the literal beginning of the resource.
     */
    private static boolean reaches(String cookiePath, String resource) {
        int end = 0;
        while (end < resource.length() && "?*{".indexOf(resource.charAt(end)) < 0) {
            end++;
        }
        if (cookiePath.length() > end) {
            return end < resource.length() && cookiePath.startsWith(resource.substring(0, end));
        }
        int next = cookiePath.length();
        return resource.startsWith(cookiePath)
                && (cookiePath.endsWith("/") || next == end || resource.charAt(next) == '/');
    }

    /**
     * Turns parameters into cookies.
     *
     * @param parameters the parameters of a signed URL, such as {@code Expires=1767290400}, each of which becomes a cookie
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
                        ("The %s cookie would be %s bytes long, but browsers accept at most 4096. Shorten the policy's "
                                + "resource").formatted(name, length));
            }
            String value = parameter.substring(equals + 1);
            cookies.add(new SignedCookie(name, value, domain, cookiePath, sameSite, secure, httpOnly));
        }
        return new SignedCookies(cookies);
    }

    /**
     * Returns the given cookies and another cookie with the same attributes.
     */
    SignedCookies with(SignedCookies cookies, String name, String value) {
        List<SignedCookie> all = new ArrayList<>(cookies.cookies());
        all.add(new SignedCookie(name, value, domain, all.get(0).path(), sameSite, secure, httpOnly));
        return new SignedCookies(all);
    }

    /**
     * The path of the cookies. Cookie paths do not support wildcards, and a semicolon would begin another attribute, so the
     * path ends with the last slash before any of these. For a canned policy, it is the path of the URL.
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
