package io.quarkiverse.cloudfront.signer;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Clears the signed cookies of the current viewer, which methods with {@link SignedResource @SignedResource(delivery =
 * COOKIES)} have set, and revokes access. You can inject this bean anywhere. {@link #clearCookies()} acts on the current HTTP
 * request.
 * <p>
 * Signed cookies are cleared automatically when a session of quarkus-oidc ends or another session begins. If users log out in
 * another way, call {@link #clearCookies()} yourself. The browser then deletes the cookies, but CloudFront accepts copies of
 * them until the policy expires, unless the application uses marks and revokes the login.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html">Use
 *      signed cookies</a>
 */
public interface Grants {

    /**
     * Clears all signed cookies of the viewer in the response to the current request, regardless of the response's status. Each
     * cookie is cleared with the domain and the path with which it was set.
     *
     * @throws CloudFrontSignerException {@code NO_REQUEST} if there is no current HTTP request
     */
    void clearCookies();

    /**
     * Revokes all access that a user was granted: CloudFront's function then refuses all URLs and cookies of logins that have
     * begun so far. The revocation takes some seconds to reach all edges. Downloads that have already begun continue. Because
     * the clock of the provider can be fast, logins within the next minute are refused as well, and the user must log in again
     * after that.
     *
     * @param issuer the {@code iss} claim of the user's tokens. If tokens of quarkus-oidc do not have this claim, use
     *        {@code tenant:} and the name of the tenant, such as {@code tenant:Default}. If tokens of other extensions do not
     *        have it, use {@code tenant:}. If users do not have tokens, use an empty string
     * @param subject the {@code sub} claim of the user's tokens, or the claim that {@code marks.subject-claim} names; for a
     *        user without a token, the name of the user
     * @return a {@code Uni} that completes when the revocation is stored. It fails with {@code REVOCATION_NOT_STORED} if the
     *         revocation is not stored within 20 seconds, and with {@code NOT_CONFIGURED} if marks are not enabled or there is
     *         no {@link RevocationStore}. It fails with {@code USER_UNKNOWN} if an argument is null
     */
    Uni<Void> revoke(String issuer, String subject);

    /**
     * Revokes all access that all users were granted, so that they must log in again.
     *
     * @return a {@code Uni} that completes or fails like that of {@link #revoke(String, String)}
     */
    Uni<Void> revokeAll();

    /**
     * The pseudonyms that stand for a user in URLs, in CloudFront's logs, and in the log of the local edge. Each of the user's
     * marks begins with one of these pseudonyms.
     *
     * @param issuer the issuer, as for {@link #revoke(String, String)}
     * @param subject the subject, as for {@link #revoke(String, String)}
     * @return the current pseudonym, followed by a second one while the secret is being replaced
     * @throws CloudFrontSignerException {@code NOT_CONFIGURED} if marks are not enabled; {@code USER_UNKNOWN} if an argument is
     *         null
     */
    List<String> mark(String issuer, String subject);
}
