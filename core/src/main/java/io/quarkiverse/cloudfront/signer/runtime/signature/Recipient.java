package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;

/**
 * The recipient of a grant. A grant that {@link ConfiguredSigner#to(Recipient)} signs never covers more, and never lasts
 * longer, than its recipient allows.
 *
 * @param notLaterThan the instant by which all grants must have expired, such as the expiry of the user's token;
 *        {@link Instant#MAX} if only the signer determines the expiry
 * @param address the only IPv4 address that may use the grant; null for any address
 * @param tenant the label of the tenant whose domain is signed; null if all tenants share one domain
 * @param user the user for whom marks stand; null if the application does not use marks
 */
public record Recipient(Instant notLaterThan, @Nullable String address, @Nullable String tenant,
        @Nullable MarkedUser user) {

    /** Any viewer of an application that uses neither marks nor tenants. */
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

    /** Limits a policy to what this recipient may have. */
    Policy bounded(Policy policy) {
        if (address == null && !notLaterThan.isBefore(policy.expiresAt())) {
            return policy;
        }
        return new Policy(policy.resource(), until(policy.expiresAt()), policy.notBefore(),
                address == null ? policy.ipAddress() : Optional.of(address), policy.canned() && address == null);
    }
}
