package io.quarkiverse.cloudfront.signer;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Clears the cookies that methods with {@link SignedResource @SignedResource(delivery = COOKIES)} have set for the current
 * viewer. Inject it anywhere; it acts on the current HTTP request.
 * <p>
 * Signed cookies are cleared automatically when a session of quarkus-oidc ends or another one begins. If users log out in
 * another way, call {@link #clearCookies()} yourself. The browser then deletes the cookies, but CloudFront accepts copies of
 * them until the policy expires, unless the application uses marks and revokes the login.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public interface Grants {

    /**
     * Clears all signed cookies of the viewer, each with the domain and the path with which it was set, in the response to the
     * current request, regardless of its status.
     *
     * @throws CloudFrontSignerException {@code NO_REQUEST} if there is no current HTTP request
     */
    void clearCookies();

    /**
     * Revokes what a user was granted: CloudFront's function refuses all URLs and cookies of logins that have begun so far. It
     * takes some seconds to reach all edges. Downloads that have begun continue. Because the clock of the provider can be fast,
     * logins of the next minute are refused as well, and the user must log in again after that.
     *
     * @param issuer the {@code iss} of the user's tokens. If tokens of quarkus-oidc do not have it, {@code tenant:} and the
     *        name of the tenant, such as {@code tenant:Default}; if tokens of other extensions do not have it,
     *        {@code tenant:}. Empty if users do not have tokens
     * @param subject the {@code sub} of the user's tokens, or the claim that {@code marks.subject-claim} names, or the name of
     *        a
     *        user without a token
     * @return completes when the revocation is stored; fails with {@code REVOCATION_NOT_STORED} if that does not succeed within
     *         20 seconds, with {@code NOT_CONFIGURED} if marks are not enabled or there is no {@link RevocationStore}, or with
     *         {@code USER_UNKNOWN} if an argument is null
     */
    Uni<Void> revoke(String issuer, String subject);

    /**
     * Revokes what all users were granted, so that they must log in again.
     *
     * @return like {@link #revoke(String, String)}
     */
    Uni<Void> revokeAll();

    /**
     * The pseudonyms that stand for a user in URLs, in CloudFront's logs, and in the log of the local edge. A user's marks
     * begin with one of them.
     *
     * @param issuer as for {@link #revoke(String, String)}
     * @param subject as for {@link #revoke(String, String)}
     * @return the current pseudonym first; two while the secret is being replaced
     * @throws CloudFrontSignerException {@code NOT_CONFIGURED} if marks are not enabled; {@code USER_UNKNOWN} if an argument is
     *         null
     */
    List<String> mark(String issuer, String subject);
}
