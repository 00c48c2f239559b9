package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.List;

/**
 * A user with the grants that have not expired, as Dev UI shows them.
 *
 * @param name empty for viewers who have not logged in
 * @param issuer empty if users do not have tokens
 * @param subject empty for viewers who have not logged in
 * @param grants the latest ones, the latest first
 * @param more the number of earlier grants
 */
public record UserListing(String name, String issuer, String subject, String pseudonym, List<GrantListing> grants, int more) {

    /**
     * @param resource of the policy
     * @param revoked whether the login was revoked since, so that CloudFront's function refuses it
     */
    public record GrantListing(String resource, Instant expiresAt, boolean revoked) {
    }
}
