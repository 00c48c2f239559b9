package io.quarkiverse.cloudfront.signer.test;

import java.net.HttpCookie;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * The signed cookies of a response. As in a browser, a request carries only the cookies whose path covers the path of its URL.
 * The {@code Secure} and {@code SameSite} attributes are ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public final class SetCookies {

    private static final String PREFIX = "CloudFront-";

    private final CloudFrontVerifier verifier;
    private final List<HttpCookie> cookies;

    private SetCookies(CloudFrontVerifier verifier, List<HttpCookie> cookies) {
        this.verifier = verifier;
        this.cookies = cookies;
    }

    static SetCookies of(CloudFrontVerifier verifier, Collection<String> headers) {
        List<HttpCookie> cookies = headers.stream().map(HttpCookie::parse).flatMap(List::stream)
                .filter(cookie -> cookie.getName().startsWith(PREFIX) && cookie.getMaxAge() != 0)
                // browsers send cookies with longer paths first
                .sorted(Comparator.comparing((HttpCookie cookie) -> path(cookie).length()).reversed()).toList();
        if (cookies.isEmpty()) {
            throw new AssertionError("The response sets no signed cookies");
        }
        return new SetCookies(verifier, cookies);
    }

    /**
     * Asserts that the cookies open a URL.
     *
     * @param pathOrUrl a URL of the distribution, or its path
     * @return what the cookies grant
     * @throws AssertionError if the cookies do not open the URL; the message gives the reason
     */
    public SignedGrant opens(String pathOrUrl) {
        return SignedGrant.of(verifier, this::present, target(pathOrUrl));
    }

    /**
     * Asserts that the cookies do not open a URL, even if a viewer that is not a browser sends them regardless of their path.
     *
     * @param pathOrUrl a URL of the distribution, or its path
     */
    public SetCookies doesNotOpen(String pathOrUrl) {
        String target = target(pathOrUrl);
        for (HttpCookie cookie : cookies) {
            List<HttpCookie> grant = cookies.stream().filter(other -> path(other).equals(path(cookie))).toList();
            if (verifier.verify(target, sent(grant)) instanceof Verdict.Allowed) {
                throw new AssertionError("The cookies with the path " + path(cookie) + " should not open "
                        + RawTarget.parse(target).printable());
            }
        }
        return this;
    }

    private Verdict present(String target) {
        String path = RawTarget.parse(target).path();
        return verifier.verify(target, sent(cookies.stream().filter(cookie -> covers(path(cookie), path)).toList()));
    }

    private String target(String pathOrUrl) {
        return verifier.target(verifier.absolute(pathOrUrl));
    }

    private static List<ViewerRequest.Cookie> sent(List<HttpCookie> cookies) {
        return cookies.stream().map(cookie -> new ViewerRequest.Cookie(cookie.getName(), cookie.getValue())).toList();
    }

    private static String path(HttpCookie cookie) {
        return cookie.getPath() == null ? "/" : cookie.getPath();
    }

    /** The path match of RFC 6265, section 5.1.4. */
    private static boolean covers(String cookiePath, String path) {
        return path.equals(cookiePath)
                || path.startsWith(cookiePath) && (cookiePath.endsWith("/") || path.charAt(cookiePath.length()) == '/');
    }

    /** Shows only the paths of the cookies, because the values grant access. */
    @Override
    public String toString() {
        return "signed cookies for " + cookies.stream().map(SetCookies::path).distinct().toList();
    }
}
