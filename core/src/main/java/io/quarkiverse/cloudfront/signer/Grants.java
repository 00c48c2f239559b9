package io.quarkiverse.cloudfront.signer;

/**
 * Clears the cookies that methods with {@link SignedResource @SignedResource(delivery = COOKIES)} have set for the current
 * viewer. Inject it anywhere; it acts on the current HTTP request.
 * <p>
 * Signed cookies are cleared automatically when a session of quarkus-oidc ends or another one begins. If users log out in
 * another way, call {@link #clearCookies()} yourself. The browser then deletes the cookies, but CloudFront accepts copies of
 * them until the policy expires.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public interface Grants {

    /**
     * Clears all signed cookies of the viewer, each with the domain and the path with which it was set, in the response to the
     * current request, whatever its status is.
     *
     * @throws CloudFrontSignerException {@code NO_REQUEST} if there is no current HTTP request
     */
    void clearCookies();
}
