package io.quarkiverse.cloudfront.signer;

/**
 * Takes back what the current viewer was given by methods with {@link SignedResource @SignedResource(delivery = COOKIES)}.
 * Inject it anywhere; it acts on the current HTTP request.
 * <p>
 * Signed cookies are cleared automatically when a session of quarkus-oidc ends or another one begins. If users log out in any
 * other way, call {@link #clearCookies()} then. Clearing makes the browser forget the cookies. CloudFront accepts copies of
 * them until the policy expires.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public interface Grants {

    /**
     * Clears all of the viewer's signed cookies: the response to the current request clears each with the domain and the path
     * it was set with, whatever the status of the response is.
     *
     * @throws CloudFrontSignerException {@code NO_REQUEST} if there is no current HTTP request
     */
    void clearCookies();
}
