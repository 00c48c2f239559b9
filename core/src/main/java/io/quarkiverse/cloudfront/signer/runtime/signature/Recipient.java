package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;

/**
 * The recipient of a grant. {@link ConfiguredSigner#to(Recipient)} signs for a recipient, and never more widely or for longer
 * than this.
 *
 * @param notLaterThan when all grants must have expired, such as when the user's token expires; {@link Instant#MAX} if only the
 *        signer decides
 * @param address the only IPv4 address that may use the grant; null for any
 * @param tenant the label of the tenant whose domain is signed for; null if the distribution has one domain for all
 * @param user the user whom marks stand for; null if the application does not use marks
 */
public record Recipient(Instant notLaterThan, @Nullable String address, @Nullable String tenant,
        @Nullable MarkedUser user) {

    /** Any viewer, of an application that uses neither marks nor tenants. */
    public static final Recipient ANYONE = new Recipient(Instant.MAX, null, null, null);

    /** A viewer who has not logged in. */
    public static Recipient anonymous(@Nullable String tenant) {
        return new Recipient(Instant.MAX, null, tenant, MarkedUser.ANONYMOUS);
    }

    public Recipient ofTenant(String label) {
        return new Recipient(notLaterThan, address, label, user);
    }

    public Recipient markedWith(MarkedUser marked) {
        return new Recipient(notLaterThan, address, tenant, marked);
    }

    /**
     * When a grant to this recipient expires.
     *
     * @param expiry the expiry that the signer would set
     */
    public Instant until(Instant expiry) {
        return notLaterThan.isBefore(expiry) ? notLaterThan : expiry;
    }

    /** The part of a policy that this recipient may have. */
    Policy bounded(Policy policy) {
        if (address == null && !notLaterThan.isBefore(policy.expiresAt())) {
            return policy;
        }
        return new Policy(policy.resource(), until(policy.expiresAt()), policy.notBefore(),
                address == null ? policy.ipAddress() : Optional.of(address), policy.canned() && address == null);
    }
}
